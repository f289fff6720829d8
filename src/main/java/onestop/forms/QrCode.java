package onestop.forms;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import onestop.kernel.Failure;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/**
 * A QR code as lines of dark modules: a path on the page, and in the PDF a picture of one bit for
 * each dot, written directly into the document. As a picture in the page it would be compressed as
 * PNG, read for its size, read again and compressed again, which takes a quarter of a letter's
 * time.
 *
 * @param size the number of modules of one side, the quiet zone included
 */
record QrCode(int size, List<Run> runs) {
  /** Dots of the picture for each module: enough that no viewer needs to smooth it. */
  private static final int DOTS = 6;

  private static final Map<EncodeHintType, Object> HINTS =
      Map.of(
          EncodeHintType.CHARACTER_SET,
          StandardCharsets.UTF_8.name(),
          EncodeHintType.ERROR_CORRECTION,
          ErrorCorrectionLevel.M,
          EncodeHintType.MARGIN,
          2);

  /** A run of adjacent dark modules; {@code x} counts from the left, {@code y} from the top. */
  private record Run(int x, int y, int length) {}

  static QrCode of(String text) {
    BitMatrix modules = modules(text);
    List<Run> runs = new ArrayList<>();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        int from = x;
        while (x < modules.getWidth() && modules.get(x, y)) {
          x++;
        }
        if (x > from) {
          runs.add(new Run(from, y, x - from));
        }
      }
    }
    return new QrCode(modules.getWidth(), List.copyOf(runs));
  }

  private static BitMatrix modules(String text) {
    try {
      return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS);
    } catch (WriterException | IllegalArgumentException tooLong) {
      throw Failure.badInput("forms", "qr-text", "length", text.length()).causedBy(tooLong);
    }
  }

  /** The dark areas as an SVG path, one unit for each module. */
  String path() {
    StringBuilder path = new StringBuilder();
    for (Run run : runs) {
      path.append('M').append(run.x).append(' ').append(run.y);
      path.append('h').append(run.length).append("v1h-").append(run.length).append('z');
    }
    return path.toString();
  }

  /**
   * Draws it into that square of the page, in points from the lower left corner.
   *
   * @param words what it says in the structure of a tagged document; null for a document without
   */
  void draw(PDDocument document, PDPage page, PDRectangle square, @Nullable String words)
      throws IOException {
    PDPropertyList marked = words == null ? null : Figure.add(document, page, square, words);
    PDImageXObject picture =
        new PDImageXObject(
            document,
            new ByteArrayInputStream(deflated(dots())),
            COSName.FLATE_DECODE,
            size * DOTS,
            size * DOTS,
            1,
            PDDeviceGray.INSTANCE);
    try (PDPageContentStream ink =
        new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
      if (marked != null) {
        ink.beginMarkedContent(COSName.getPDFName(StandardStructureTypes.Figure), marked);
      }
      ink.drawImage(
          picture,
          square.getLowerLeftX(),
          square.getLowerLeftY(),
          square.getWidth(),
          square.getHeight());
      if (marked != null) {
        ink.endMarkedContent();
      }
    }
  }

  /**
   * The picture with one bit for each dot, rows from the top, each row in whole bytes; a dark dot
   * is 0.
   */
  private byte[] dots() {
    int width = (size * DOTS + 7) / 8;
    byte[] dots = new byte[width * size * DOTS];
    Arrays.fill(dots, (byte) 0xFF);
    for (Run run : runs) {
      int first = run.y * DOTS * width;
      for (int x = run.x * DOTS; x < (run.x + run.length) * DOTS; x++) {
        dots[first + x / 8] &= (byte) ~(0x80 >> x % 8);
      }
    }
    for (int row = 0; row < size * DOTS; row++) {
      System.arraycopy(dots, row / DOTS * DOTS * width, dots, row * width, width);
    }
    return dots;
  }

  private static byte[] deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.toByteArray();
  }

  /**
   * A picture that is drawn after the page's text, in the structure of a tagged document (ISO
   * 32000-1, 14.7 and 14.8).
   */
  private static final class Figure {
    private Figure() {}

    /**
     * Adds the picture to the structure, at its end.
     *
     * @param words what the picture says to a reader that cannot see it
     * @return the properties with which its content is to be marked
     */
    static PDPropertyList add(PDDocument document, PDPage page, PDRectangle place, String words) {
      PDStructureTreeRoot root = document.getDocumentCatalog().getStructureTreeRoot();
      PDStructureElement whole = (PDStructureElement) root.getKids().get(0);
      PDStructureElement figure = new PDStructureElement(StandardStructureTypes.Figure, whole);
      figure.setPage(page);
      figure.setAlternateDescription(words);
      PDLayoutAttributeObject layout = new PDLayoutAttributeObject();
      layout.setBBox(place);
      layout.setPlacement(PDLayoutAttributeObject.PLACEMENT_BLOCK);
      figure.addAttribute(layout);
      whole.appendKid(figure);
      COSArray contents = contents(root, page);
      int number = contents.size();
      contents.add(figure.getCOSObject());
      figure.getCOSObject().setInt(COSName.K, number);
      COSDictionary properties = new COSDictionary();
      properties.setInt(COSName.MCID, number);
      return PDPropertyList.create(properties);
    }

    /** The elements that the marked contents of a page belong to, by their numbers. */
    private static COSArray contents(PDStructureTreeRoot root, PDPage page) {
      COSArray numbers =
          (COSArray) root.getParentTree().getCOSObject().getDictionaryObject(COSName.NUMS);
      for (int i = 0; i + 1 < numbers.size(); i += 2) {
        if (numbers.getInt(i) == page.getStructParents()) {
          return (COSArray) numbers.getObject(i + 1);
        }
      }
      throw new IllegalStateException("a page without a structure");
    }
  }
}
