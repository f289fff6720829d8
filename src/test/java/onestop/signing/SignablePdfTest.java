package onestop.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import onestop.kernel.Failure;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A small file that unpacks to a large one is refused before it is unpacked. */
@Tag("pure")
@Timeout(60)
class SignablePdfTest {
  private static final int MUCH = 64 * 1024 * 1024;
  private static final String SOUND = "6 0 <</A [1 2]>>";

  /** What is wrong with the file beside {@link #pdf}'s sound one. */
  enum Bomb {
    OBJECTS_OF_MUCH(SOUND + " ".repeat(MUCH), "", "/W [1 4 1]", 0, "pdf-unpacks-large"),
    REFERENCES_OF_MUCH(SOUND, "", "/W [1 4 1]", MUCH, "pdf-unpacks-large"),
    MANY_REFERENCES_OF_NONE(SOUND, "", "/W [0 1 0]", 2_000_000, "pdf-unpacks-large"),
    REFERENCES_OF_NOTHING(SOUND, "", "/W [0 0 0]", 20, "pdf-unreadable"),
    REFERENCES_OF_MANY_BYTES(SOUND, "", "/W [1 2000000000 1]", 20, "pdf-unreadable"),
    MANY_PARTS("6 0 [" + "[]".repeat(1_500_000) + "]", "", "/W [1 4 1]", 0, "pdf-unpacks-large"),
    MANY_LEVELS("6 0 " + "[".repeat(200_000), "", "/W [1 4 1]", 0, "pdf-unpacks-large"),
    WIDE_ROWS(
        SOUND,
        "/DecodeParms <</Predictor 12 /Columns 1500000000>>",
        "/W [1 4 1]",
        0,
        "pdf-unpacks-large"),
    WIDE_ROWS_IN_A_LIST(
        SOUND,
        "/DecodeParms [<</Predictor 12 /Columns 60000000 /Colors 32>>]",
        "/W [1 4 1]",
        0,
        "pdf-unpacks-large");

    private final String objects;
    private final String packed;
    private final String widths;
    private final int more;
    private final String slug;

    Bomb(String objects, String packed, String widths, int more, String slug) {
      this.objects = objects;
      this.packed = packed;
      this.widths = widths;
      this.more = more;
      this.slug = slug;
    }
  }

  @Test
  void aFileWithObjectStreamsCanBeSigned() throws IOException {
    assertThatCode(() -> SignablePdf.require(pdf(SOUND, "", "/W [1 4 1]", 0)))
        .doesNotThrowAnyException();
    try (PDDocument document = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      for (int page = 0; page < 500; page++) {
        document.addPage(new PDPage());
      }
      document.save(out); // packs its objects
      assertThatCode(() -> SignablePdf.require(out.toByteArray())).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(Bomb.class)
  void aFileThatUnpacksToMuchIsRefused(Bomb bomb) throws IOException {
    assertRefused(pdf(bomb.objects, bomb.packed, bomb.widths, bomb.more), bomb.slug);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[/FlateDecode /FlateDecode]", "[/ASCIIHexDecode /FlateDecode]", "/LZWDecode"})
  void filtersThatNoProgramUsesForObjectsAreRefused(String filters) throws IOException {
    assertRefused(pdf(SOUND, "/Filter " + filters, "/W [1 4 1]", 0), "pdf-unreadable");
  }

  @Test
  void partsThatAreNotPackedAreCountedToo() {
    assertRefused(plain("[" + "[]".repeat(1_500_000) + "]", List.of()), "pdf-unpacks-large");
    assertRefused(plain("[".repeat(200_000) + "]".repeat(200_000), List.of()), "pdf-unpacks-large");
    assertRefused(plain("<</A ".repeat(200_000), List.of()), "pdf-unpacks-large");
  }

  @Test
  void aDeepTreeOfPagesIsRefused() {
    List<String> tree = new ArrayList<>();
    int levels = 60_000;
    for (int level = 0; level < levels; level++) {
      tree.add("<</Type /Pages /Count 1 /Kids [" + (level + 4) + " 0 R]>>");
    }
    tree.add("<</Type /Page /MediaBox [0 0 9 9]>>");
    assertRefused(plain("[]", tree), "pdf-unpacks-large");
  }

  private static void assertRefused(byte[] file, String slug) {
    assertThatThrownBy(() -> SignablePdf.require(file))
        .isInstanceOfSatisfying(
            Failure.class, refused -> assertThat(refused.slug()).isEqualTo(slug));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /** One page whose cross-references are a stream; its last object is in an object stream. */
  private static byte[] pdf(String objects, String packed, String widths, int more)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    List<Integer> places = new ArrayList<>();
    file.writeBytes(ascii("%PDF-1.7\n"));
    for (String one :
        List.of(
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Count 1 /Kids [3 0 R]>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>>")) {
      places.add(file.size());
      file.writeBytes(ascii(places.size() + " 0 obj\n" + one + "\nendobj\n"));
    }
    places.add(file.size());
    String filter = packed.contains("/Filter") ? packed : "/Filter /FlateDecode " + packed;
    stream(file, "4 0 obj\n<</Type /ObjStm /N 1 /First 4 " + filter, deflated(ascii(objects)));
    int table = file.size();
    places.add(table);
    ByteBuffer entries = ByteBuffer.allocate(6 * 6);
    places.forEach(place -> entries.put((byte) 1).putInt(place).put((byte) 0));
    entries.put((byte) 2).putInt(4).put((byte) 0);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(entries.array());
    all.write(new byte[more]);
    stream(
        file,
        "5 0 obj\n<</Type /XRef /Size 7 /Root 1 0 R /Index [1 "
            + (more > 0 ? 1_000_000_000 : 6)
            + "] /Filter /FlateDecode "
            + widths,
        deflated(all.toByteArray()));
    file.writeBytes(ascii("startxref\n" + table + "\n%%EOF\n"));
    return file.toByteArray();
  }

  private static void stream(ByteArrayOutputStream file, String head, byte[] bytes) {
    file.writeBytes(ascii(head + " /Length " + bytes.length + ">>\nstream\n"));
    file.writeBytes(bytes);
    file.writeBytes(ascii("\nendstream\nendobj\n"));
  }

  /** A file without anything packed; its catalog has that value, and its pages are that tree. */
  private static byte[] plain(String value, List<String> tree) {
    List<String> objects = new ArrayList<>();
    objects.add("<</Type /Catalog /Pages 3 0 R /X 2 0 R>>");
    objects.add(value);
    objects.addAll(
        tree.isEmpty()
            ? List.of(
                "<</Type /Pages /Count 1 /Kids [4 0 R]>>",
                "<</Type /Page /Parent 3 0 R /MediaBox [0 0 9 9]>>")
            : tree);
    StringBuilder file = new StringBuilder("%PDF-1.7\n");
    StringBuilder table = new StringBuilder();
    for (int no = 1; no <= objects.size(); no++) {
      table.append("%010d 00000 n \n".formatted(file.length()));
      file.append(no).append(" 0 obj\n").append(objects.get(no - 1)).append("\nendobj\n");
    }
    int start = file.length();
    file.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
    file.append(table).append("trailer\n<</Root 1 0 R /Size ").append(objects.size() + 1);
    file.append(">>\nstartxref\n").append(start).append("\n%%EOF\n");
    return ascii(file.toString());
  }
}
