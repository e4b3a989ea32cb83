"""What goes out and what stays in the office: plain contents, no paper and no HTML."""
