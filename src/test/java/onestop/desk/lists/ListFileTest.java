package onestop.desk.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import onestop.kernel.Failure;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A list is read from a spreadsheet, and a hostile file is refused by its reason. */
@Tag("pure")
class ListFileTest {
  private static final String ROWS = "Họ tên;Ngày sinh\nNguyễn Thị Hà;05/09/1990\n\nLê Bình;\n";

  static byte[] book(Consumer<Worksheet> sheet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "test", "1.0")) {
      sheet.accept(book.newWorksheet("1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] changed(byte[] book, String part, UnaryOperator<String> change) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipFile in =
            ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(book)).get();
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipArchiveEntry one : Collections.list(in.getEntries())) {
        String text = new String(in.getInputStream(one).readAllBytes(), StandardCharsets.UTF_8);
        out.putNextEntry(new ZipEntry(one.getName()));
        out.write(
            (one.getName().endsWith(part) ? change.apply(text) : text)
                .getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] plainBook() {
    return book(
        sheet -> {
          sheet.inlineString(0, 0, "Họ tên");
          sheet.inlineString(0, 1, "Ngày sinh");
          sheet.inlineString(1, 0, "Nguyễn Thị Hà");
          sheet.value(1, 1, LocalDate.of(1990, 9, 5));
          sheet.style(1, 1).format("dd/mm/yyyy").set();
          sheet.inlineString(3, 0, "Lê Bình");
        });
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        Arguments.of("workbook", plainBook()),
        Arguments.of("UTF-8", ROWS.getBytes(StandardCharsets.UTF_8)),
        Arguments.of("UTF-8 with mark", ("\ufeff" + ROWS).getBytes(StandardCharsets.UTF_8)),
        Arguments.of("UTF-16", ("\ufeff" + ROWS).getBytes(StandardCharsets.UTF_16LE)),
        Arguments.of(
            "UTF-16 with tabs",
            ("\ufeff" + ROWS.replace(';', '\t')).getBytes(StandardCharsets.UTF_16BE)),
        Arguments.of("commas", ROWS.replace(';', ',').getBytes(StandardCharsets.UTF_8)),
        Arguments.of("Windows", ROWS.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readable")
  void readsTheSameListFromEveryKindOfFile(String kind, byte[] file) {
    ApplicantList list = ListFile.read(file);
    assertThat(list.head()).containsExactly("Họ tên", "Ngày sinh");
    assertThat(list.lines())
        .extracting(ApplicantList.Line::no, ApplicantList.Line::cells)
        .containsExactly(
            tuple(2, List.of("Nguyễn Thị Hà", "05/09/1990")), tuple(4, List.of("Lê Bình", "")));
    assertThat(ApplicantList.unpacked(list.packed())).isEqualTo(list);
  }

  static Stream<Arguments> hostile() {
    byte[] book = plainBook();
    String rows =
        IntStream.range(0, 1001).mapToObj(no -> "Người " + no).collect(Collectors.joining("\n"));
    Charset windows = Charset.forName("windows-1258");
    return Stream.of(
        Arguments.of("list-no-file", new byte[0]),
        Arguments.of("list-too-large", new byte[ListFile.LARGEST + 1]),
        Arguments.of("list-old-workbook", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}),
        Arguments.of("list-unreadable", new byte[] {'P', 'K', 3, 4, 0, 0}),
        Arguments.of("list-no-table", "%PDF-1.7\n\u0001\u0002".getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            "list-no-table", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, (byte) 0xFF}),
        Arguments.of("list-coding", "Tên\nLê Đức\n".getBytes(windows)),
        Arguments.of(
            "list-coding",
            both("Tên\nHà\n".getBytes(StandardCharsets.UTF_8), "Đức\n".getBytes(windows))),
        Arguments.of("list-empty", "Tên\n\n".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("list-too-long", ("Tên\n" + rows).getBytes(StandardCharsets.UTF_8)),
        Arguments.of("list-twice", "Tên,Số,tên \nA,1,B\n".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("list-no-heading", "Tên,,Số\nA,1,B\n".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("list-beyond", "Tên\nA,1\n".getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            "list-too-wide", ("A" + ",".repeat(300) + "B\n1\n").getBytes(StandardCharsets.UTF_8)),
        Arguments.of("list-formula", "Tên\n=HYPERLINK(\"x\")\n".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("list-formula", "Tên\n@SUM(A1)\n".getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            "list-cell-too-long", ("Tên\n" + "a".repeat(2001)).getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            "list-formula",
            book(
                sheet -> {
                  sheet.inlineString(0, 0, "Tên");
                  sheet.formula(1, 0, "1+1");
                })),
        Arguments.of("list-too-long", endless()),
        Arguments.of("list-unpacks-large", bomb(1)),
        Arguments.of("list-unpacks-large", bomb(400)),
        Arguments.of(
            "list-unreadable",
            changed(book, "sheet1.xml", xml -> xml.replace("r=\"A1\"", "r=\"ZZZZZZ1\""))),
        Arguments.of(
            "list-unreadable",
            changed(book, "sheet1.xml", xml -> xml.replace("r=\"A1\"", "r=\"A999999999\""))),
        Arguments.of(
            "list-unreadable",
            changed(
                book,
                "sheet1.xml",
                xml ->
                    xml.replace(
                        "?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"))),
        Arguments.of("list-unreadable", changed(book, "sheet1.xml", xml -> xml.substring(0, 200))),
        Arguments.of("list-unreadable", changed(book, "workbook.xml", xml -> "<none/>")));
  }

  private static byte[] both(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }

  /** A million rows in a file that is small because they are equal. */
  private static byte[] endless() {
    StringBuilder rows = new StringBuilder();
    for (int row = 2; row < 200_000; row++) {
      rows.append("<row r=\"").append(row).append("\"><c><v>1</v></c></row>");
    }
    return changed(
        plainBook(),
        "sheet1.xml",
        xml -> xml.replaceFirst("(?s)<row r=\"2\".*</row>", rows.toString()));
  }

  private static byte[] bomb(int parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      byte[] blanks = " ".repeat(30 * 1024 * 1024 / parts).getBytes(StandardCharsets.US_ASCII);
      for (int part = 0; part < parts; part++) {
        out.putNextEntry(new ZipEntry("xl/worksheets/sheet" + part + ".xml"));
        out.write(blanks);
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("hostile")
  void refusesAHostileFileByItsReason(String reason, byte[] file) {
    assertThatThrownBy(() -> ListFile.read(file))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(reason));
  }

  @Test
  void refusesAFieldThatIsNoListOfThePage() {
    for (String field : List.of("", "x", "%%%", "eJwDAAAAAAE")) {
      assertThatThrownBy(() -> ApplicantList.unpacked(field))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.module()).isEqualTo("desk"));
    }
  }
}
