package onestop.forms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.unbescape.xml.XmlEscape;

/**
 * The metadata of a document: derived from its content alone, never from the moment or the machine
 * that printed it.
 *
 * @param title the form's own title
 * @param digest the digest of the page it is made from
 * @param tagged whether it is a PDF/UA document
 */
record Identity(String title, byte[] digest, boolean tagged) {
  private static final String PRODUCER = "onestop";
  private static final String CONDITION = "sRGB IEC61966-2.1";
  private static final byte[] COLOURS = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

  /** The PDF version of PDF/A-2. */
  private static final float VERSION = 1.7f;

  /** The part for a PDF/UA-1 document, with the description of its schema that PDF/A asks for. */
  private static final String ACCESSIBLE =
      """
        <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
         <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
          xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
          xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
         <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
          <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
          <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
          <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
          <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
           <pdfaProperty:name>part</pdfaProperty:name>
           <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
           <pdfaProperty:category>internal</pdfaProperty:category>
           <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
          </rdf:li></rdf:Seq></pdfaSchema:property>
         </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>
      """;

  /** Extensible metadata of a PDF/A-2u document. */
  private static final String METADATA =
      """
      <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
         <pdfaid:part>2</pdfaid:part>
         <pdfaid:conformance>U</pdfaid:conformance>
         <pdf:Producer>%s</pdf:Producer>
         <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
        </rdf:Description>
      %s </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """;

  void into(PDDocument document) throws IOException {
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(title);
    information.setProducer(PRODUCER);
    document.setDocumentInformation(information);
    String metadata =
        METADATA.formatted(PRODUCER, XmlEscape.escapeXml10(title), tagged ? ACCESSIBLE : "");
    document
        .getDocumentCatalog()
        .setMetadata(new PDMetadata(document, new ByteArrayInputStream(metadata.getBytes(UTF_8))));
    PDOutputIntent colours = new PDOutputIntent(document, new ByteArrayInputStream(COLOURS));
    colours.setInfo(CONDITION);
    colours.setOutputCondition(CONDITION);
    colours.setOutputConditionIdentifier(CONDITION);
    colours.setRegistryName("http://www.color.org");
    document.getDocumentCatalog().addOutputIntent(colours);
    if (tagged) {
      PDViewerPreferences shown = new PDViewerPreferences(new COSDictionary());
      shown.setDisplayDocTitle(true);
      document.getDocumentCatalog().setViewerPreferences(shown);
    }
    document.setVersion(VERSION);
    document.setDocumentId(ByteBuffer.wrap(digest).getLong());
  }
}
