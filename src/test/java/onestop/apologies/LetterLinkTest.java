package onestop.apologies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.apologies.letter.ApologyLetter;
import onestop.apologies.letter.LetterPress;
import onestop.apologies.obligation.LedgerKind;
import onestop.kernel.DossierCode;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerKeys;
import onestop.ledger.verify.Verifier;
import onestop.testing.City;
import onestop.testing.QrScan;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code on a letter leads to its entry, at the address that held when it was issued. */
@Tag("world")
class LetterLinkTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final String SETTING = "--onestop.public-url=";

  @Test
  void isALinkThatAnybodyCanOpenAndWhoseSaltStaysOnTheTelephone() throws Exception {
    String address = "https://mot-cua.example.vn/cong";
    try (World world =
        World.serving(TestDatabase.H2, "2026-03-02T10:00", SETTING + address + "/")) {
      DossierCode code = issued(world);
      ApologyLetter letter = letter(world, code);
      String link = printed(world, code);
      long position =
          world.get(Ledger.class).find(code, LedgerKind.ISSUED, Map.of()).orElseThrow().position();
      assertThat(link)
          .isEqualTo(
              address + "/proof/" + position + "#" + code + ":" + letter.fields().get("salt"));
      String local = "http://localhost:" + world.port();
      HttpResponse<String> page = get(link.replace(address, local));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains(code.value(), "LETTER_ISSUED");
      assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
      HttpResponse<String> pasted =
          get(local + "/proof?letter=" + link.replace(":", "%3A").replace("#", "%23"));
      assertThat(pasted.headers().firstValue("Location").orElse("")).endsWith("/proof/" + position);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', https://new.example.vn, urn:onestop:letter:",
    "https://old.example.vn, '', https://old.example.vn/proof/",
    "https://old.example.vn, https://new.example.vn, https://old.example.vn/proof/"
  })
  void staysWhatItWasAtTheIssueWhenTheSettingChanges(String then, String now, String code) {
    Map<String, String> where = TestDatabase.H2.ready();
    DossierCode dossier;
    try (World world = World.serving(where, "2026-03-02T10:00", SETTING + then)) {
      dossier = issued(world);
      assertThat(letter(world, dossier).fields().containsKey("publicUrl"))
          .isEqualTo(!then.isEmpty());
    }
    try (World world = World.serving(where, "2026-03-20T10:00", SETTING + now)) {
      assertThat(printed(world, dossier)).startsWith(code);
    }
  }

  @Test
  void leadsToAProofThatHoldsOfflineForThePdf(@TempDir Path folder) throws Exception {
    try (World world =
        World.serving(
            TestDatabase.H2,
            "2026-03-02T10:00",
            "--onestop.ledger.folder=" + folder.resolve("log"),
            "--onestop.ledger.key-file=" + folder.resolve("ledger.key"))) {
      DossierCode code = issued(world);
      long position = Long.parseLong(printed(world, code).split(":")[4]);
      world.get(LedgerKeys.class).ensure();
      world.get(Ledger.class).publish();
      String local = "http://localhost:" + world.port();
      String page = get(local + "/proof/" + position).body();
      Matcher proof = Pattern.compile("/proof/(\\d+)\\.tlog-proof").matcher(page);
      assertThat(proof.find()).isTrue();
      assertThat(page).contains("onestop-verify.jar proof " + proof.group(1) + ".tlog-proof");
      byte[] pdf = world.get(Apologies.class).print(obligation(world, code)).orElseThrow().pdf();
      Path letter = Files.write(folder.resolve("letter.pdf"), pdf);
      Path file = Files.writeString(folder.resolve("proof"), get(local + proof.group()).body());
      assertThat(verify(folder, file, letter)).isZero();
      Files.write(letter, new byte[] {1});
      assertThat(verify(folder, file, letter)).isEqualTo(1);
    }
  }

  private static int verify(Path folder, Path proof, Path letter) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    String key = folder.resolve("log/log.vkey").toString();
    return Verifier.run(
        nowhere, nowhere, "proof", proof.toString(), "--key", key, "--letter", letter.toString());
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  /** A dossier that everybody forgets until its letter is out. */
  private static DossierCode issued(World world) {
    City city = City.in(world);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    world.advanceTo(world.now().plus(Duration.ofDays(10)));
    return code;
  }

  private static ApologyLetter letter(World world, DossierCode code) {
    return world.get(Apologies.class).letter(obligation(world, code)).orElseThrow();
  }

  private static String printed(World world, DossierCode code) {
    assertThat(world.get(LetterPress.class).print(10)).isEqualTo(1);
    return QrScan.of(world.get(Apologies.class).print(obligation(world, code)).orElseThrow().pdf());
  }

  private static long obligation(World world, DossierCode code) {
    return world.get(Apologies.class).of(code).get(0).id();
  }
}
