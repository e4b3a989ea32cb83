"""What a PDF says of itself: PDF/A-3 and PDF/UA-1 together where both are true, and nothing where a page is foreign."""

from __future__ import annotations

import re

from pydyf import PDF, Stream

# PDF/A allows metadata of its own list only; what PDF/UA adds has to be described beside it.
_UA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289 that this document follows</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
_END = b"</rdf:RDF>"
_PDFA = re.compile(rb' pdfaid:\w+="\w+"')


def claim_both(_: object, pdf: PDF) -> None:
    """Let a document that WeasyPrint made as PDF/A-3a claim PDF/UA-1 too."""
    metadata = _metadata(pdf)
    metadata.stream[0] = metadata.stream[0].replace(_END, _UA + _END)


def claim_nothing(_: object, pdf: PDF) -> None:
    """Take the claim of PDF/A away: pages of other programs are to be drawn into the document."""
    metadata = _metadata(pdf)
    metadata.stream[0] = _PDFA.sub(b"", metadata.stream[0])


def _metadata(pdf: PDF) -> Stream:
    if "AF" in pdf.catalog:
        # WeasyPrint 70 lists each attached file twice
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.compress = False  # PDF/A: metadata can be read without any filter
    return metadata
