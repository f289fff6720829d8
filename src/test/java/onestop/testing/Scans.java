package onestop.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Small files such as a scanner or a telephone makes. */
public final class Scans {
  private Scans() {}

  /** A page with that text, which has no tones. */
  public static byte[] pdf(String text) {
    try (PDDocument document = new PDDocument()) {
      document.setDocumentId(1L); // the same text, the same bytes
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(72, 700);
        content.showText(text);
        content.endText();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture in one of the formats {@code png} and {@code jpg}; another colour, another file. */
  public static byte[] picture(String format, int colour) {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 40; x++) {
      for (int y = 0; y < 30; y++) {
        image.setRGB(x, y, colour + x * 6);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A lossless WebP of that size whose pixels are not there. */
  public static byte[] webp(int width, int height) {
    ByteBuffer file = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(22);
    file.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(9).put((byte) 0x2f);
    file.putInt(width - 1 | height - 1 << 14);
    return file.array();
  }

  /** A PDF of exactly that many bytes, most of them nothing. */
  public static byte[] pdfOf(int bytes) {
    byte[] small = pdf("a");
    byte[] large = Arrays.copyOf(small, bytes);
    byte[] end = "\nstartxref\n0\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(end, 0, large, bytes - end.length, end.length);
    return large;
  }

  /** Its beginning. */
  public static byte[] cut(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  /** Both, one behind the other. */
  public static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
