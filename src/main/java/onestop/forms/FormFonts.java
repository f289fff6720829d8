package onestop.forms;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import onestop.kernel.Failure;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The typeface embedded in every form, and the characters that it can print. */
final class FormFonts {
  /** The one set of faces shipped with the program. */
  static final FormFonts SHIPPED = new FormFonts();

  /** The font family that the templates' style sheet names. */
  private static final String FAMILY = "Noto Serif";

  private static final int REGULAR = 400;
  private static final int BOLD = 700;

  private final List<Face> faces =
      List.of(
          new Face(file("NotoSerif_400Regular"), REGULAR, FontStyle.NORMAL),
          new Face(file("NotoSerif_400Regular_Italic"), REGULAR, FontStyle.ITALIC),
          new Face(file("NotoSerif_700Bold"), BOLD, FontStyle.NORMAL),
          new Face(file("NotoSerif_700Bold_Italic"), BOLD, FontStyle.ITALIC));

  /** Parsed faces not in use: parsing costs more than all other work for a form. */
  private final Queue<List<TrueTypeFont>> idle = new ConcurrentLinkedQueue<>();

  private final BitSet printable;

  /** Reads the four faces from the class path. */
  private FormFonts() {
    List<TrueTypeFont> parsed = parse();
    printable = characters(parsed);
    idle.add(parsed);
  }

  /**
   * Hands out parsed faces for one document; the caller must {@link #giveBack} them once it is
   * saved.
   */
  List<TrueTypeFont> lend() {
    List<TrueTypeFont> parsed = idle.poll();
    return parsed == null ? parse() : parsed;
  }

  void giveBack(List<TrueTypeFont> lent) {
    idle.add(lent);
  }

  void embed(List<TrueTypeFont> lent, PDDocument document, PdfRendererBuilder builder) {
    for (int i = 0; i < lent.size(); i++) {
      Face face = faces.get(i);
      builder.useFont(new Embedded(document, lent.get(i)), FAMILY, face.weight, face.style, true);
    }
  }

  /** Refuses a text with a character that the faces cannot print, and names the character. */
  void requireGlyphs(String text) {
    missing(text)
        .ifPresent(
            c -> {
              throw Failure.badInput(
                  "forms", "missing-glyph", "character", shown(c), "codePoint", name(c));
            });
  }

  /** The first character that some face lacks. */
  OptionalInt missing(String text) {
    return text.codePoints().filter(c -> c != '\n' && !printable.get(c)).findFirst();
  }

  /** The character itself, if it can be shown. */
  static String shown(int codePoint) {
    boolean halfAPair = Character.getType(codePoint) == Character.SURROGATE;
    boolean nameable = Character.isDefined(codePoint) && !Character.isISOControl(codePoint);
    return nameable && !halfAPair ? Character.toString(codePoint) : "";
  }

  static String name(int codePoint) {
    return "U+%04X".formatted(codePoint);
  }

  private static byte[] file(String name) {
    try (InputStream in = FormFonts.class.getResourceAsStream("/fonts/" + name + ".ttf")) {
      if (in == null) {
        throw Failure.of(
            Failure.Kind.LOST_RESOURCE, "forms", "missing-font", "font", name + ".ttf");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<TrueTypeFont> parse() {
    return faces.stream().map(FormFonts::parse).toList();
  }

  private static TrueTypeFont parse(Face face) {
    try {
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(face.file));
      font.setEnableGsub(false); // composed text needs no substitution, which takes half the time
      return font;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The characters for which every face has a glyph. */
  private static BitSet characters(List<TrueTypeFont> fonts) {
    BitSet all = new BitSet();
    all.set(' ', Character.MAX_CODE_POINT + 1);
    try {
      for (TrueTypeFont font : fonts) {
        CmapLookup glyphs = font.getUnicodeCmapLookup();
        for (int c = all.nextSetBit(0); c >= 0; c = all.nextSetBit(c + 1)) {
          all.set(c, !Character.isISOControl(c) && glyphs.getGlyphId(c) != 0);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private record Face(byte[] file, int weight, FontStyle style) {}

  /** A face that is embedded into the document when the first text uses it. */
  private static final class Embedded extends PDFontSupplier {
    private final PDDocument document;
    private final TrueTypeFont font;

    @SuppressWarnings("NullAway") // the font is made on demand, below
    Embedded(PDDocument document, TrueTypeFont font) {
      super(null);
      this.document = document;
      this.font = font;
    }

    @Override
    public PDFont supply() {
      try {
        return PDType0Font.load(document, font, true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
