package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.letter.LetterPress;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.SigningKey;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agency that has a key takes signed copies; the documents and their hashes stay. */
@Tag("world")
class SignedCopiesTest {
  @TempDir private static Path folder;
  private static World world;
  private static City city;
  private static DossierCode code;
  private static long letter;

  @BeforeAll
  static void open() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), SigningKey.PASSWORD + "\n");
    Path key =
        SigningKey.in(
            folder,
            "EC",
            World.at("2026-01-01T00:00").atZone(World.HANOI),
            World.at("2026-06-01T00:00").atZone(World.HANOI));
    world =
        World.serving(
            TestDatabase.H2,
            "2026-03-02T10:00",
            "--onestop.signing.key-file=" + key,
            "--onestop.signing.password-file=" + password,
            "--onestop.signing.agency=" + City.WARD.value());
    city = City.in(world);
    code = city.receive("1.004873").code();
    world.advanceTo(world.now().plusSeconds(20 * 24 * 3600L));
    world.get(LetterPress.class).print(10);
    letter = world.get(Apologies.class).of(code).get(0).id();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Visitor of(Role role) {
    return Visitor.of(world, City.officer(City.WARD, role).id());
  }

  private static List<String> papers() {
    return List.of(
        "/dossiers/" + code + "/papers/receipt-1.pdf",
        "/api/dossiers/" + code + "/papers/control-slip-1.pdf",
        "/letters/" + letter + "/letter.pdf",
        "/api/apologies/" + letter + "/letter.pdf");
  }

  @Test
  void areForTheHeadAndTheRecordsClerkAndBeginWithTheDocument() throws IOException {
    for (Role role : List.of(Role.HEAD_OF_AGENCY, Role.RECORDS_CLERK)) {
      Visitor reader = of(role);
      assertThat(reader.page("/dossiers/" + code).body())
          .contains("receipt-1.pdf?signed=true", "Bản ký số");
      assertThat(reader.page("/letters/" + letter).body()).contains("letter.pdf?signed=true");
      for (String paper : papers()) {
        byte[] printed = file(reader, paper);
        byte[] signed = file(reader, paper + "?signed=true");
        assertThat(Arrays.copyOf(signed, printed.length)).as(paper).isEqualTo(printed);
        try (PDDocument document = Loader.loadPDF(signed)) {
          assertThat(document.getLastSignatureDictionary().getSubFilter())
              .isEqualTo("ETSI.CAdES.detached");
          assertThat(document.getLastSignatureDictionary().getName()).isEqualTo(SigningKey.NAME);
          assertThat(document.getLastSignatureDictionary().getSignDate().toInstant())
              .isEqualTo(world.now());
        }
        assertThat(file(reader, paper)).as("printed again").isEqualTo(printed);
      }
    }
  }

  private static byte[] file(Visitor reader, String path) {
    HttpResponse<byte[]> answer =
        path.startsWith("/api/") ? reader.apiFile(path) : reader.download(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  @Test
  void areRefusedToAllOthers() {
    for (Role role : List.of(Role.DESK_OFFICER, Role.SPECIALIST, Role.UNIT_HEAD)) {
      Visitor reader = of(role);
      assertThat(reader.page("/dossiers/" + code).body())
          .contains("receipt-1.pdf")
          .doesNotContain("signed=true", "ký trên giấy");
      for (String paper : papers()) {
        if (!paper.startsWith("/api/")) {
          assertThat(reader.page(paper + "?signed=true").statusCode()).as(paper).isEqualTo(403);
        }
      }
    }
  }

  /** The head of the agency that resolves a dossier reads the receipt of the ward's counter. */
  @Test
  void areRefusedToTheHeadsOfOtherAgencies() {
    DossierCode other = city.receive("1.004222", City.POLICE).code();
    Visitor police = Visitor.of(world, City.officer(City.POLICE, Role.HEAD_OF_AGENCY).id());
    String receipt = "/dossiers/" + other + "/papers/receipt-1.pdf";
    assertThat(police.page(receipt).statusCode()).isEqualTo(200);
    assertThat(police.page(receipt + "?signed=true").statusCode()).isEqualTo(403);
    assertThat(police.page("/dossiers/" + other).body()).doesNotContain("receipt-1.pdf?signed");
  }

  @Test
  void areRefusedWithASentenceAfterTheKeysTime() throws IOException {
    try (World own = expired()) {
      City city = City.in(own);
      DossierCode dossier = city.receive("1.004873").code();
      Visitor head = Visitor.of(own, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
      HttpResponse<String> refused =
          head.page("/dossiers/" + dossier + "/papers/receipt-1.pdf?signed=true");
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("đã hết hạn ngày 01/03/2026", "ký trên giấy");
      Visitor police = Visitor.of(own, City.officer(City.POLICE, Role.HEAD_OF_AGENCY).id());
      DossierCode other = city.receive("1.004222", City.POLICE).code();
      assertThat(police.page("/dossiers/" + other).body()).contains("in ra và ký trên giấy");
      HttpResponse<String> none =
          police.page("/dossiers/" + other + "/papers/control-slip-1.pdf?signed=true");
      assertThat(none.statusCode()).isEqualTo(409);
      assertThat(none.body()).contains("chưa có khóa ký số");
    }
  }

  private static World expired() throws IOException {
    Path password = Files.writeString(folder.resolve("old"), SigningKey.PASSWORD);
    Path key =
        SigningKey.in(
            folder,
            "RSA",
            World.at("2024-01-01T00:00").atZone(World.HANOI),
            World.at("2026-03-01T00:00").atZone(World.HANOI));
    return World.serving(
        TestDatabase.H2,
        "2026-03-02T10:00",
        "--onestop.signing.key-file=" + key,
        "--onestop.signing.password-file=" + password,
        "--onestop.signing.agency=" + City.WARD.value());
  }
}
