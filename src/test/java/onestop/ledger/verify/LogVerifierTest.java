package onestop.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands {@code log} and {@code case}, on logs that something else has written. */
@Tag("pure")
class LogVerifierTest {
  private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
  private static final byte[] PDF = "%PDF-1.7 a letter".getBytes();

  @TempDir private Path folder;
  private final TestLog.Key key = TestLog.logKey();
  private final TestLog.Key witness = TestLog.witnessKey();
  private TestLog log;

  @BeforeEach
  void begin() {
    log = new TestLog(key);
  }

  private static void grow(TestLog log, int entries) {
    for (int i = log.entries().size(); i < entries; i++) {
      String at = START.plus(Duration.ofSeconds(i)).toString();
      log.add("APOLOGY_OPENED", "H26-" + i, at, Map.of("cause", "LATENESS"));
    }
  }

  private Run verify(Object... more) {
    Object[] args = new Object[4 + more.length];
    System.arraycopy(new Object[] {"log", folder, "--key", key.vkey()}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    return Run.of(args);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 255, 256, 257, 511, 512, 1000, 65535, 65536, 65537, 70000})
  void acceptsALogOfThisSize(int size) {
    grow(log, size);
    log.publish(folder);
    Run run = verify();
    assertThat(run.out()).contains("All of it holds.");
    assertThat(run.status()).isZero();
    assertThat(run.json().get("entries").asInt()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 300, 512, 700})
  void acceptsEveryOlderCheckpointOfTheSameLog(int older) throws IOException {
    grow(log, older);
    log.publish(folder);
    Path old = Files.copy(folder.resolve("checkpoint"), folder.resolve("old"));
    grow(log, 700);
    log.publish(folder);
    assertThat(verify("--since", old).out()).contains("All of it holds.");
  }

  @Test
  void takesTheParentOfTheLogFolderAndTheKeyFromAFile() {
    grow(log, 5);
    log.publish(folder.resolve("log"));
    assertThat(Run.of("log", folder, "--key", folder.resolve("log/log.vkey")).status()).isZero();
  }

  @Test
  void requiresTheCosignatureOfAWitnessThatIsNamed() throws IOException {
    grow(log, 5);
    log.publish(folder);
    assertThat(verify("--witness", witness.vkey()).findings()).containsExactly("WITNESS_ABSENT");
    TestLog.cosign(folder.resolve("checkpoint"), witness, "2026-03-02T02:00:00Z");
    assertThat(verify("--witness", witness.vkey()).status()).isZero();
    assertThat(verify().status()).as("a signature of an unknown key is nobody's").isZero();
    TestLog.Key namesake = TestLog.witnessKey();
    assertThat(verify("--witness", namesake.vkey()).findings()).containsExactly("WITNESS_ABSENT");
  }

  @Test
  void provesThatALetterIsTheOneOfItsPrintOrItsIssue() throws IOException {
    String sha256 = HexFormat.of().formatHex(TestLog.sha256(PDF));
    grow(log, 300);
    String at = START.plusSeconds(400).toString();
    log.add("LETTER_ISSUED", "H26-1", at, Map.of("contentSha256", "c1"));
    log.add("LETTER_PRINTED", "H26-2", at, Map.of("contentSha256", "c2", "pdfSha256", "00"));
    log.add("LETTER_PRINTED", "H26-1", at, Map.of("contentSha256", "c1", "pdfSha256", sha256));
    log.publish(folder.resolve("log"));
    Path letter = Files.write(folder.resolve("letter.pdf"), PDF);
    assertThat(Run.of("case", folder, "--entry", 300, "--letter", letter).status()).isZero();
    assertThat(Run.of("case", folder, "--entry", 302, "--letter", letter).status()).isZero();
    assertThat(Run.of("case", folder, "--entry", 301, "--letter", letter).findings())
        .containsExactly("OTHER_LETTER H26-2 301");
    assertThat(Run.of("case", folder, "--entry", 7, "--letter", letter).findings())
        .containsExactly("NO_LETTER H26-7 7");
    assertThat(Run.of("case", folder, "--entry", 303, "--letter", letter).status()).isEqualTo(2);
  }

  @Test
  void saysInOneSentenceWhatItCannotUse() throws IOException {
    grow(log, 3);
    log.publish(folder);
    Path broken = Files.writeString(folder.resolve("broken"), "no note");
    assertThat(Run.of().err()).startsWith("Use: log FOLDER");
    assertThat(Run.of("fsck", folder).err()).startsWith("Use: log FOLDER");
    assertThat(Run.of("log", folder).err()).startsWith("The option --key is missing");
    assertThat(Run.of("log", folder, "--kay", "x").err()).startsWith("There is no option --kay");
    assertThat(Run.of("log", folder, "--key").err()).startsWith("The option --key is missing");
    assertThat(Run.of("log", folder, "--key", "a+00000000+AAAA").err())
        .startsWith("The verifier key a+00000000+AAAA is none");
    assertThat(Run.of("log", folder.resolve("x"), "--key", key.vkey()).err())
        .startsWith("There is no log in the folder");
    assertThat(verify("--since", broken).err()).contains("broken is no signed checkpoint");
    assertThat(verify("--since", folder.resolve("none")).err()).contains("is missing or empty");
    assertThat(verify("--since", broken).status()).isEqualTo(2);
    assertThat(verify("--since", broken).out()).isEmpty();
  }

  @Test
  void speaksVietnameseToo() {
    grow(log, 3);
    log.publish(folder);
    assertThat(Run.plain("log", folder.toString(), "--key", key.vkey(), "--lang", "vi").out())
        .contains("Tất cả đều đúng.");
  }

  @Test
  void agreesWithTheExampleOfTheNoteSpecification() throws IOException {
    VerifierKey example =
        VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    String text = "This is an example message.\n";
    String line =
        "\u2014 example.com/foo"
            + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1"
            + "Yu72IneyaQM=";
    Checkpoint.Line signature = Checkpoint.Line.parse(line);
    assertThat(signature.by(example)).isTrue();
    assertThat(example.signed(text.getBytes(), signature.made())).isTrue();
    assertThat(example.signed("This is another.\n".getBytes(), signature.made())).isFalse();
  }
}
