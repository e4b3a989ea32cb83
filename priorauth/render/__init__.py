"""From contents and templates to PDF. The only place that touches Jinja and WeasyPrint; the network is refused."""
