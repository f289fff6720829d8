package onestop.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code proof}: a small file and a PDF, with nothing else and no network. */
@Tag("pure")
class ProofVerifierTest {
  private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
  private static final byte[] PDF = "%PDF-1.7 a letter".getBytes(StandardCharsets.UTF_8);
  private static final int PRINTED = 6;

  @TempDir private Path folder;
  private final TestLog.Key key = TestLog.logKey();
  private final TestLog log = new TestLog(key);
  private Path letter;

  @BeforeEach
  void begin() throws IOException {
    letter = Files.write(folder.resolve("letter.pdf"), PDF);
    for (int i = 0; i < 11; i++) {
      String at = START.plusSeconds(i).toString();
      String sha256 = HexFormat.of().formatHex(TestLog.sha256(PDF));
      if (i == PRINTED) {
        log.add("LETTER_PRINTED", "H26-1", at, Map.of("contentSha256", "c1", "pdfSha256", sha256));
      } else {
        log.add("APOLOGY_OPENED", "H26-" + i, at, Map.of("cause", "LATENESS"));
      }
    }
  }

  private Path file(String proof) {
    try {
      return Files.writeString(folder.resolve("a.tlog-proof"), proof);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Run verify(String proof, Object... more) {
    Object[] args = new Object[4 + more.length];
    System.arraycopy(new Object[] {"proof", file(proof), "--key", key.vkey()}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    return Run.of(args);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11})
  void acceptsEveryEntryOfALogOfThisSize(int size) {
    TestLog part = new TestLog(key);
    part.entries().addAll(log.entries().subList(0, size));
    for (int index = 0; index < size; index++) {
      Run run = verify(part.proof(index));
      assertThat(run.out()).as("entry " + index).contains("All of it holds.");
      assertThat(run.status()).isZero();
      assertThat(run.json().get("entries").asInt()).isEqualTo(size);
    }
  }

  @Test
  void provesThatThePdfIsTheLetterOfTheEntry() throws IOException {
    Run run = verify(log.proof(PRINTED), "--letter", letter);
    assertThat(run.status()).isZero();
    assertThat(run.json().get("entry").asText()).contains("LETTER_PRINTED", "H26-1");
    Files.write(letter, "%PDF-1.7 another".getBytes(StandardCharsets.UTF_8));
    assertThat(verify(log.proof(PRINTED), "--letter", letter).findings())
        .containsExactly("OTHER_LETTER H26-1 6");
    assertThat(verify(log.proof(3), "--letter", letter).findings())
        .containsExactly("NO_LETTER H26-3 3");
  }

  @Test
  void namesWhateverWasChangedInTheFile() {
    String proof = log.proof(PRINTED);
    List<String> lines = proof.lines().toList();
    String path = lines.get(4);
    String otherPath = (path.startsWith("A") ? "B" : "A") + path.substring(1);
    String root = lines.get(10);
    String otherRoot = (root.startsWith("A") ? "B" : "A") + root.substring(1);
    String extra = lines.get(1);
    String entry =
        new String(Base64.getDecoder().decode(extra.substring(6)), StandardCharsets.UTF_8);
    String otherEntry = "extra " + base64(entry.replace("H26-1", "H26-2"));
    assertThat(verify(proof.replace(path, otherPath)).findings())
        .containsExactly("NOT_INCLUDED H26-1 6");
    assertThat(verify(proof.replace(path + "\n", "")).findings())
        .containsExactly("NOT_INCLUDED H26-1 6");
    assertThat(verify(proof.replace(path + "\n", path + "\n" + path + "\n")).findings())
        .containsExactly("NOT_INCLUDED H26-1 6");
    assertThat(verify(proof.replace("index 6", "index 7")).findings())
        .containsExactly("NOT_INCLUDED H26-1 7");
    assertThat(verify(proof.replace("index 6", "index 11")).findings())
        .containsExactly("NOT_INCLUDED H26-1 11");
    assertThat(verify(proof.replace(extra, otherEntry)).findings())
        .containsExactly("NOT_INCLUDED H26-2 6");
    assertThat(verify(proof.replace(extra, "extra " + base64("{\"v\":1}"))).findings())
        .containsExactly("ENTRY_FORMAT 6", "NOT_INCLUDED 6");
    assertThat(verify(proof.replace(root, otherRoot)).kinds())
        .containsExactly("NOT_INCLUDED", "NOT_SIGNED", "SIGNATURE_FORGED");
    assertThat(verify(proof.replace(root, otherRoot)).status()).isEqualTo(1);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void believesNoOtherKeyAndAsksForTheWitnessThatIsNamed() throws IOException {
    String proof = log.proof(PRINTED);
    TestLog.Key other = TestLog.logKey();
    assertThat(Run.of("proof", file(proof), "--key", other.vkey()).findings())
        .containsExactly("NOT_SIGNED");
    TestLog.Key witness = TestLog.witnessKey();
    assertThat(verify(proof, "--witness", witness.vkey()).findings())
        .containsExactly("WITNESS_ABSENT");
    Path note = folder.resolve("note");
    int checkpoint = proof.indexOf("\n\n") + 2;
    Files.writeString(note, proof.substring(checkpoint));
    TestLog.cosign(note, witness, "2026-03-02T02:00:00Z");
    String cosigned = proof.substring(0, checkpoint) + Files.readString(note);
    assertThat(verify(cosigned, "--witness", witness.vkey()).status()).isZero();
  }

  @Test
  void saysInOneSentenceWhatIsNoProof() {
    String proof = log.proof(PRINTED);
    String withoutEntry = proof.replaceFirst("extra .*\n", "");
    String otherFormat = proof.replaceFirst("@v1", "@v2");
    for (int length = 0; length < proof.length() - 1; length += 7) {
      Run run = verify(proof.substring(0, length));
      assertThat(run.status()).as("cut off at " + length).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.out()).isEmpty();
    }
    for (String broken : List.of(withoutEntry, otherFormat, proof.replace("index 6", "index 06"))) {
      assertThat(verify(broken).err()).contains("a.tlog-proof is no proof with its entry");
      assertThat(verify(broken).status()).isEqualTo(2);
    }
    assertThat(Run.of("proof", file(proof)).err()).startsWith("The option --key is missing");
    assertThat(verify(proof, "--letter", folder.resolve("none")).err()).contains("is missing");
  }
}
