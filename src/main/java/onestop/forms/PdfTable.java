// Over 300 lines: one table laid out on pages: measure, break, draw.
package onestop.forms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A table of any length as PDF, A4 landscape, written row by row: a page is written as soon as it
 * is full, so that a million rows need no more memory than a thousand. The same rows give the same
 * bytes. A text wider than its column is wrapped, and after three lines it ends with an ellipsis.
 * Not thread-safe. {@link #close} ends the document and leaves the stream open.
 */
public final class PdfTable implements AutoCloseable {
  private static final int WIDTH = 842;
  private static final int HEIGHT = 595;
  private static final int MARGIN = 36;
  private static final int LINE = 13;
  private static final int MOST_LINES = 3;
  private static final int TOP = HEIGHT - MARGIN - 30;
  private static final float SIZE = 7.8f;

  private static final int CATALOG = 1;
  private static final int PAGES = 2;
  private static final int FONT = 3;
  private static final int FIRST_FREE = 8;

  private final OutputStream out;
  private final String title;
  private final Head head;
  private final byte[] fontFile;
  private final TrueTypeFont font;
  private final CmapLookup glyphs;
  private final TreeMap<Integer, Integer> used = new TreeMap<>();
  private final StringBuilder page = new StringBuilder();
  private long[] offsets = new long[64];
  private long written;
  private int last = FIRST_FREE - 1;
  private int y;
  private int pages;

  /**
   * The columns.
   *
   * @param shares the share of the width of each column, in any unit
   */
  public record Head(List<String> names, List<Integer> shares) {
    public Head {
      names = List.copyOf(names);
      shares = List.copyOf(shares);
    }
  }

  /** Begins a document; nothing is written before the first page is full or the table is closed. */
  public PdfTable(OutputStream out, String title, Head head) throws IOException {
    this.out = out;
    this.title = title;
    this.head = head;
    try (InputStream in = PdfTable.class.getResourceAsStream("/fonts/NotoSerif_400Regular.ttf")) {
      if (in == null) {
        throw new IOException("the typeface is missing");
      }
      fontFile = in.readAllBytes();
    }
    font = new TTFParser().parse(new RandomAccessReadBuffer(fontFile));
    glyphs = font.getUnicodeCmapLookup();
    write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
  }

  /** Adds a row with one text for each column. */
  public void row(List<String> cells) throws IOException {
    List<List<String>> wrapped = wrapped(cells);
    if (!page.isEmpty() && y - height(wrapped) < MARGIN) {
      end();
    }
    if (page.isEmpty()) {
      begin();
    }
    line(wrapped);
  }

  private void begin() throws IOException {
    pages++;
    y = HEIGHT - MARGIN;
    text(MARGIN, title, WIDTH - 2 * MARGIN - 60);
    text(WIDTH - MARGIN - 40, String.valueOf(pages), 40);
    y = TOP;
    line(wrapped(head.names()));
    page.append("0.5 w %d %d m %d %d l S\n".formatted(MARGIN, y + 9, WIDTH - MARGIN, y + 9));
    y -= 4;
  }

  private static int height(List<List<String>> wrapped) {
    int lines = wrapped.stream().mapToInt(List::size).max().orElse(1);
    return lines == 1 ? LINE : LINE * lines + LINE / 3; // keeps rows of several lines apart
  }

  private void line(List<List<String>> wrapped) throws IOException {
    int x = MARGIN;
    int top = y;
    for (int column = 0; column < wrapped.size(); column++) {
      y = top;
      for (String text : wrapped.get(column)) {
        text(x, text, room(column));
        y -= LINE;
      }
      x += width(column);
    }
    y = top - height(wrapped);
  }

  private int width(int column) {
    int all = head.shares().stream().mapToInt(Integer::intValue).sum();
    return (WIDTH - 2 * MARGIN) * head.shares().get(column) / all;
  }

  private int room(int column) {
    return width(column) - 4;
  }

  private List<List<String>> wrapped(List<String> cells) throws IOException {
    List<List<String>> wrapped = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      wrapped.add(wrapped(cells.get(column), room(column)));
    }
    return wrapped;
  }

  /** Breaks at blanks; a word wider than the column is cut, and so is text beyond the last line. */
  private List<String> wrapped(String words, int room) throws IOException {
    List<String> lines = new ArrayList<>();
    String rest = words;
    while (lines.size() < MOST_LINES - 1 && width(rest) > room) {
      int end = rest.length();
      while (end > 0 && width(rest.substring(0, end)) > room) {
        end = rest.lastIndexOf(' ', end - 1);
      }
      if (end <= 0) {
        break;
      }
      lines.add(rest.substring(0, end));
      rest = rest.substring(end + 1);
    }
    lines.add(rest);
    return lines;
  }

  private float width(String words) throws IOException {
    float sum = 0;
    for (int i = 0; i < words.length(); i += Character.charCount(words.codePointAt(i))) {
      sum += advance(words.codePointAt(i));
    }
    return sum;
  }

  private void text(int x, String words, int room) throws IOException {
    String fitting = fitting(words, room);
    if (!fitting.isEmpty()) {
      page.append("BT /F1 ")
          .append(SIZE)
          .append(" Tf %d %d Td <".formatted(x, y))
          .append(hex(fitting))
          .append("> Tj ET\n");
    }
  }

  private String fitting(String words, int room) throws IOException {
    float sum = 0;
    float ellipsis = advance('…');
    int fits = 0;
    for (int i = 0; i < words.length(); i += Character.charCount(words.codePointAt(i))) {
      sum += advance(words.codePointAt(i));
      if (sum + ellipsis <= room) {
        fits = i + Character.charCount(words.codePointAt(i));
      }
    }
    return sum <= room ? words : words.substring(0, fits) + "…";
  }

  private float advance(int codePoint) throws IOException {
    return font.getAdvanceWidth(glyphs.getGlyphId(codePoint)) * SIZE / font.getUnitsPerEm();
  }

  private String hex(String words) {
    StringBuilder hex = new StringBuilder(words.length() * 4);
    words
        .codePoints()
        .forEach(
            c -> {
              int glyph = glyphs.getGlyphId(c);
              used.putIfAbsent(glyph, c);
              hex.append("%04X".formatted(glyph));
            });
    return hex.toString();
  }

  private void end() throws IOException {
    int content = ++last;
    stream(content, "", page.toString().getBytes(ISO_8859_1));
    page.setLength(0);
    object(
        ++last,
        "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>"
            .formatted(PAGES, WIDTH, HEIGHT, content, FONT));
  }

  /** Ends the document; an empty table becomes one page with the head alone. */
  @Override
  public void close() throws IOException {
    if (pages == 0) {
      begin();
    }
    if (!page.isEmpty()) {
      end();
    }
    typeface();
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < pages; i++) {
      kids.append(FIRST_FREE + 1 + 2 * i).append(" 0 R ");
    }
    object(PAGES, "<</Type/Pages/Count %d/Kids[%s]>>".formatted(pages, kids));
    object(CATALOG, "<</Type/Catalog/Pages %d 0 R>>".formatted(PAGES));
    long table = written;
    write("xref\n0 %d\n0000000000 65535 f \n".formatted(last + 1));
    for (int i = 1; i <= last; i++) {
      write("%010d 00000 n \n".formatted(offsets[i]));
    }
    write(
        "trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(last + 1, CATALOG, table));
    out.flush();
  }

  private void typeface() throws IOException {
    int unit = font.getUnitsPerEm();
    StringBuilder widths = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (var glyph : used.entrySet()) {
      widths
          .append(glyph.getKey())
          .append('[')
          .append(font.getAdvanceWidth(glyph.getKey()) * 1000 / unit)
          .append(']');
      names.add(
          "<%04X> <%s>"
              .formatted(glyph.getKey(), hex16(new String(Character.toChars(glyph.getValue())))));
    }
    object(
        FONT,
        "<</Type/Font/Subtype/Type0/BaseFont/NotoSerif/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 7 0 R>>");
    object(
        4,
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/NotoSerif/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R/CIDToGIDMap/Identity/W[%s]>>"
            .formatted(widths));
    object(
        5,
        "<</Type/FontDescriptor/FontName/NotoSerif/Flags 4/FontBBox[-600 -400 2900 1200]/ItalicAngle 0/Ascent 1069/Descent -293/CapHeight 714/StemV 80/FontFile2 6 0 R>>");
    stream(6, "/Length1 " + fontFile.length, fontFile);
    stream(7, "", toUnicode(names).getBytes(ISO_8859_1));
  }

  private static String hex16(String text) {
    StringBuilder hex = new StringBuilder();
    text.chars().forEach(unit -> hex.append("%04X".formatted(unit)));
    return hex.toString();
  }

  /** The character map, with at most a hundred characters in a block, as the format requires. */
  private static String toUnicode(List<String> names) {
    StringBuilder map =
        new StringBuilder(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def"
                + " /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
    for (int from = 0; from < names.size(); from += 100) {
      List<String> block = names.subList(from, Math.min(names.size(), from + 100));
      map.append(block.size()).append(" beginbfchar\n");
      block.forEach(line -> map.append(line).append('\n'));
      map.append("endbfchar\n");
    }
    return map + "endcmap end end\n";
  }

  private void object(int number, String body) throws IOException {
    note(number);
    write(number + " 0 obj\n" + body + "\nendobj\n");
  }

  private void stream(int number, String more, byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(bytes);
    }
    note(number);
    write(
        "%d 0 obj\n<</Filter/FlateDecode/Length %d%s>>\nstream\n"
            .formatted(number, packed.size(), more));
    packed.writeTo(out);
    written += packed.size();
    write("\nendstream\nendobj\n");
  }

  /** Records the position of an object; a written page keeps only eight bytes for each object. */
  private void note(int number) {
    if (number >= offsets.length) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2);
    }
    offsets[number] = written;
  }

  private void write(String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    out.write(bytes);
    written += bytes.length;
  }
}
