package onestop.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/** The one line of a signature in the bottom margin of a page. */
final class VisibleLine {
  private static final String FONT = "/fonts/NotoSerif_400Regular.ttf";
  private static final float SIZE = 8;
  private static final float LEFT = 40;
  private static final float BOTTOM = 20;
  private static final float HEIGHT = 14;

  private VisibleLine() {}

  /** A file with an empty signature field of that appearance, to be merged into the signed one. */
  static byte[] of(String sentence, PDRectangle media) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument template = new PDDocument();
        InputStream face =
            Objects.requireNonNull(VisibleLine.class.getResourceAsStream(FONT), FONT)) {
      template.addPage(new PDPage(media));
      PDAcroForm form = new PDAcroForm(template);
      template.getDocumentCatalog().setAcroForm(form);
      form.setSignaturesExist(true);
      form.setAppendOnly(true);
      form.getCOSObject().setDirect(true);
      PDSignatureField field = new PDSignatureField(form);
      form.getFields().add(field);
      PDAnnotationWidget widget = field.getWidgets().get(0);
      PDRectangle place = new PDRectangle(LEFT, BOTTOM, media.getWidth() - 2 * LEFT, HEIGHT);
      widget.setRectangle(place);
      PDFormXObject drawn = new PDFormXObject(new PDStream(template));
      drawn.setResources(new PDResources());
      drawn.setFormType(1);
      drawn.setBBox(new PDRectangle(place.getWidth(), place.getHeight()));
      PDAppearanceStream appearance = new PDAppearanceStream(drawn.getCOSObject());
      PDAppearanceDictionary look = new PDAppearanceDictionary();
      look.getCOSObject().setDirect(true);
      look.setNormalAppearance(appearance);
      widget.setAppearance(look);
      PDFont font = PDType0Font.load(template, face, true);
      try (PDPageContentStream lines = new PDPageContentStream(template, appearance)) {
        float width = font.getStringWidth(sentence) / 1000 * SIZE;
        float fits = Math.min(1, place.getWidth() / width);
        lines.beginText();
        lines.setFont(font, SIZE * fits);
        lines.newLineAtOffset(0, 4);
        lines.showText(sentence);
        lines.endText();
      }
      template.save(out);
    }
    return out.toByteArray();
  }
}
