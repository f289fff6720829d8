package onestop.forms;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import onestop.kernel.Failure;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The typeface embedded in every form, and the characters that it can print. */
final class FormFonts {
  /** The name that the templates' style sheet uses. */
  private static final String FAMILY = "Noto Serif";

  private static final int REGULAR = 400;
  private static final int BOLD = 700;

  private final List<Face> faces = new ArrayList<>();
  private final BitSet printable = new BitSet();

  /** Reads the four faces from the class path. */
  FormFonts() {
    add("NotoSerif_400Regular", REGULAR, FontStyle.NORMAL);
    add("NotoSerif_400Regular_Italic", REGULAR, FontStyle.ITALIC);
    add("NotoSerif_700Bold", BOLD, FontStyle.NORMAL);
    add("NotoSerif_700Bold_Italic", BOLD, FontStyle.ITALIC);
  }

  void embedIn(PdfRendererBuilder builder) {
    for (Face face : faces) {
      builder.useFont(
          () -> new ByteArrayInputStream(face.bytes), FAMILY, face.weight, face.style, true);
    }
  }

  /** Refuses a text with a character that would come out as something else, and names it. */
  void requireGlyphs(String text) {
    text.codePoints()
        .filter(c -> c != '\n' && !printable.get(c))
        .findFirst()
        .ifPresent(FormFonts::refuse);
  }

  private static void refuse(int codePoint) {
    boolean visible = !Character.isISOControl(codePoint) && Character.isDefined(codePoint);
    boolean halfAPair = Character.getType(codePoint) == Character.SURROGATE;
    throw Failure.badInput(
        "forms",
        "missing-glyph",
        "character",
        visible && !halfAPair ? Character.toString(codePoint) : "",
        "codePoint",
        "U+%04X".formatted(codePoint));
  }

  private void add(String name, int weight, FontStyle style) {
    try (InputStream in = FormFonts.class.getResourceAsStream("/fonts/" + name + ".ttf")) {
      if (in == null) {
        throw Failure.of(
            Failure.Kind.LOST_RESOURCE, "forms", "missing-font", "font", name + ".ttf");
      }
      byte[] bytes = in.readAllBytes();
      BitSet covered = characters(bytes);
      if (faces.isEmpty()) {
        printable.or(covered);
      } else {
        printable.and(covered);
      }
      faces.add(new Face(bytes, weight, style));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BitSet characters(byte[] font) throws IOException {
    try (TrueTypeFont ttf = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
      CmapLookup glyphs = ttf.getUnicodeCmapLookup();
      BitSet covered = new BitSet();
      for (int c = ' '; c <= Character.MAX_CODE_POINT; c++) {
        if (!Character.isISOControl(c) && glyphs.getGlyphId(c) != 0) {
          covered.set(c);
        }
      }
      return covered;
    }
  }

  private record Face(byte[] bytes, int weight, FontStyle style) {}
}
