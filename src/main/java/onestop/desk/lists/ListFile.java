package onestop.desk.lists;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import onestop.desk.lists.ApplicantList.Line;
import onestop.kernel.Failure;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/**
 * Reads a list of applicants from the bytes of a workbook or of a CSV file, whatever its name says.
 * Pure. The bytes are somebody's: what they unpack to is limited before it is parsed, and nothing
 * in them is reckoned, followed or run.
 */
public final class ListFile {
  /** The most bytes of a file. */
  public static final int LARGEST = 2 * 1024 * 1024;

  private static final int LARGEST_UNPACKED = 24 * 1024 * 1024;
  private static final int MOST_PARTS = 300;
  private static final int MOST_ROWS = 50_000;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm", Locale.ROOT);

  /** References and widths that no spreadsheet has and for which a reader would make room. */
  private static final Pattern BEYOND =
      Pattern.compile(
          "(?<![:\\w])r\\s*=\\s*[\"'](?:[A-Za-z]{4}|[A-Za-z]{0,3}\\d{8})|\\bspans\\s*=\\s*[\"'][^\"']*\\d{6}");

  private static final Pattern XML = Pattern.compile("(?i).*\\.(xml|rels|vml)");

  private ListFile() {}

  /**
   * The list in the first sheet of a file.
   *
   * @throws Failure {@code desk/list-…} for a file that is no list, with the row and the column at
   *     fault
   */
  public static ApplicantList read(byte[] file) {
    if (file.length == 0) {
      throw Failure.badInput("desk", "list-no-file");
    }
    if (file.length > LARGEST) {
      throw Failure.badInput("desk", "list-too-large", "max", LARGEST / 1024 / 1024);
    }
    if (begins(file, 'P', 'K', 3, 4)) {
      return workbook(harmless(file));
    }
    if (begins(file, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw Failure.badInput("desk", "list-old-workbook");
    }
    return csv(text(file));
  }

  private static boolean begins(byte[] file, int... first) {
    for (int i = 0; i < first.length; i++) {
      if (i >= file.length || (file[i] & 0xFF) != first[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same workbook packed anew from its parts of XML, each of them checked: nothing else of the
   * file is opened.
   */
  private static byte[] harmless(byte[] file) {
    ByteArrayOutputStream clean = new ByteArrayOutputStream();
    int left = LARGEST_UNPACKED;
    int parts = 0;
    try (ZipFile in =
            ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get();
        ZipOutputStream out = new ZipOutputStream(clean)) {
      out.setLevel(Deflater.BEST_SPEED);
      for (ZipArchiveEntry part : Collections.list(in.getEntries())) {
        byte[] bytes = in.getInputStream(part).readNBytes(left + 1);
        left -= bytes.length;
        if (left < 0 || ++parts > MOST_PARTS) {
          throw Failure.badInput(
              "desk", "list-unpacks-large", "max", LARGEST_UNPACKED / 1024 / 1024);
        }
        if (XML.matcher(part.getName()).matches()) {
          requireHarmless(bytes);
          out.putNextEntry(new ZipEntry(part.getName()));
          out.write(bytes);
          out.closeEntry();
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.badInput("desk", "list-unreadable").causedBy(e);
    }
    return clean.toByteArray();
  }

  private static void requireHarmless(byte[] xml) {
    String text = new String(xml, StandardCharsets.ISO_8859_1);
    boolean wide = begins(xml, 0xFE, 0xFF) || begins(xml, 0xFF, 0xFE) || text.indexOf('\0') >= 0;
    if (wide
        || text.contains("<!DOCTYPE")
        || text.contains("<!ENTITY")
        || BEYOND.matcher(text).find()) {
      throw Failure.badInput("desk", "list-unreadable");
    }
  }

  private static ApplicantList workbook(byte[] file) {
    try (ReadableWorkbook book =
            new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true));
        Stream<Row> rows = book.getFirstSheet().openStream()) {
      Iterator<Row> all = rows.iterator();
      return ApplicantList.of(
          () ->
              new Iterator<>() {
                private int read;

                @Override
                public boolean hasNext() {
                  return all.hasNext();
                }

                @Override
                public Line next() {
                  if (++read > MOST_ROWS) {
                    throw Failure.badInput("desk", "list-too-long", "max", ApplicantList.MOST);
                  }
                  return line(all.next());
                }
              });
    } catch (Failure known) {
      throw known;
    } catch (IOException | RuntimeException e) {
      throw Failure.badInput("desk", "list-unreadable").causedBy(e);
    }
  }

  private static Line line(Row row) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < row.getCellCount(); column++) {
      Cell cell = row.getCell(column);
      cells.add(cell == null ? "" : text(cell, row.getRowNum()));
    }
    return new Line(row.getRowNum(), cells);
  }

  private static String text(Cell cell, int row) {
    String name = ApplicantList.name(cell.getColumnIndex()) + row;
    if (cell.getFormula() != null || cell.getType() == CellType.FORMULA) {
      throw Failure.badInput("desk", "list-formula", "cell", name);
    }
    return switch (cell.getType()) {
      case ERROR -> throw Failure.badInput("desk", "list-broken-cell", "cell", name);
      case NUMBER -> isDay(cell) ? day(cell.asDate()) : plain(cell.asNumber());
      case BOOLEAN -> cell.asBoolean() ? "x" : "";
      default -> cell.getText() == null ? "" : cell.getText().strip();
    };
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static boolean isDay(Cell cell) {
    Integer id = cell.getDataFormatId();
    String format = cell.getDataFormatString();
    boolean builtIn = id != null && (id >= 14 && id <= 17 || id == 22);
    return builtIn
        || format != null
            && format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]", "").matches("(?i).*(d|y).*")
            && !format.equalsIgnoreCase("standard");
  }

  private static String day(LocalDateTime at) {
    return at.toLocalTime().equals(LocalTime.MIDNIGHT) ? at.format(DAY) : at.format(MOMENT);
  }

  /** The text of a CSV file: UTF-8, or UTF-16 with its mark; any other coding is refused. */
  private static String text(byte[] file) {
    if (begins(file, 0xFF, 0xFE)) {
      return decoded(file, 2, StandardCharsets.UTF_16LE);
    }
    if (begins(file, 0xFE, 0xFF)) {
      return decoded(file, 2, StandardCharsets.UTF_16BE);
    }
    for (byte one : file) {
      if (one == 0) {
        throw Failure.badInput("desk", "list-no-table");
      }
    }
    String text = decoded(file, begins(file, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8);
    if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
      throw Failure.badInput("desk", "list-no-table");
    }
    return text;
  }

  private static String decoded(byte[] file, int from, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(file.length + 1);
    CoderResult result =
        decoder.decode(ByteBuffer.wrap(file, from, file.length - from), text, true);
    text.flip();
    if (result.isError()) {
      long line = 1 + text.chars().filter(c -> c == '\n').count();
      throw Failure.badInput("desk", "list-coding", "line", line);
    }
    return text.toString();
  }

  private static ApplicantList csv(String text) {
    List<Line> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .allowExtraFields(true)
            .allowMissingFields(true)
            .trimWhitespacesAroundQuotes(true)
            .ofCsvRecord(text)) {
      for (CsvRecord record : csv) {
        if (rows.size() > MOST_ROWS) {
          throw Failure.badInput("desk", "list-too-long", "max", ApplicantList.MOST);
        }
        rows.add(new Line((int) record.getStartingLineNumber(), record.getFields()));
      }
    } catch (CsvParseException e) {
      throw Failure.badInput("desk", "list-quotes").causedBy(e);
    } catch (IOException e) {
      throw Failure.badInput("desk", "list-unreadable").causedBy(e);
    }
    return ApplicantList.of(rows);
  }

  /** The separator that stands most often in the first line. */
  private static char separator(String text) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char best = ',';
    for (char one : new char[] {';', '\t'}) {
      if (count(first, one) > count(first, best)) {
        best = one;
      }
    }
    return best;
  }

  private static long count(String line, char one) {
    return line.chars().filter(c -> c == one).count();
  }
}
