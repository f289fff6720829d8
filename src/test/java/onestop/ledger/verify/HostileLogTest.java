package onestop.ledger.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody made to keep the verifier busy, to make it fall over, or to be misread. */
@Timeout(120)
@Tag("world")
class HostileLogTest {
  private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

  @TempDir private Path folder;
  private final TestLog.Key key = TestLog.logKey();
  private final TestLog.Key witness = TestLog.witnessKey();
  private String root = "";

  @BeforeEach
  void aLogThatHolds() throws IOException {
    TestLog log = new TestLog(key);
    for (int i = 0; i < 300; i++) {
      log.add("APOLOGY_OPENED", "H26-" + i, START.plusSeconds(i).toString(), Map.of());
    }
    log.publish(folder);
    root = Files.readString(checkpoint()).split("\n")[2];
    assertThat(verify().status()).isZero();
  }

  private Path checkpoint() {
    return folder.resolve("checkpoint");
  }

  private Run verify(Object... more) {
    Object[] args = new Object[4 + more.length];
    System.arraycopy(new Object[] {"log", folder, "--key", key.vkey()}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    return Run.of(args);
  }

  @Test
  void aKeyThatIsAnyFileIsSaidInOneShortLine() throws IOException {
    Path file = folder.resolve("any");
    Files.writeString(file, "\u001b]0;title\u0007\u202e" + "x".repeat(100_000) + "\n");
    Run run = Run.of("log", folder, "--key", file);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().strip())
        .hasSizeLessThan(400)
        .contains("x…")
        .doesNotContain("\u001b", "\u0007", "\u202e", "\n");
  }

  @ParameterizedTest
  @ValueSource(longs = {40_000, 1L << 31, 1_099_511_627_776L, 1L << 62, Long.MAX_VALUE})
  void aSizeIsFollowedNoFurtherThanThereAreFiles(long size) throws IOException {
    String text = key.name + "\n" + size + "\n" + root + "\n";
    Files.writeString(checkpoint(), TestLog.note(key, text));
    assertThat(verify().kinds()).contains("ENTRIES", "ENTRIES_END", "ROOT");
    assertThat(verify().json().get("found").asInt()).isLessThan(200);
    assertThat(verify().out()).contains("though the checkpoint speaks of " + size);

    Files.writeString(checkpoint(), TestLog.note(TestLog.logKey(), text));
    assertThat(verify().kinds()).contains("NOT_SIGNED", "ENTRIES_END");
    assertThat(Run.of("log", folder, "--key", key.vkey(), "--since", checkpoint()).status())
        .isEqualTo(1);
    Path letter = Files.writeString(folder.resolve("letter.pdf"), "%PDF");
    assertThat(
            Run.of("case", folder, "--entry", Math.min(size - 1, 10_000_000), "--letter", letter)
                .kinds())
        .contains("ENTRIES_END");
  }

  @Test
  void aHoleIsNamedAndWhatLiesBehindItIsLookedAt() throws IOException {
    Files.delete(folder.resolve("tile/entries/000"));
    assertThat(verify().kinds()).contains("ENTRIES", "ROOT").doesNotContain("ENTRIES_END");
  }

  @Test
  void findingsAreCountedAndThoseNobodyReadsAreNotWritten() {
    TestLog log = new TestLog(key);
    log.add("APOLOGY_OPENED", "H26-0", "2026-12-01T00:00:00Z", Map.of());
    for (int i = 1; i < 2_500; i++) {
      log.add("APOLOGY_OPENED", "H26-" + i, START.plusSeconds(i).toString(), Map.of());
    }
    log.publish(folder.resolve("other"));
    Run run = Run.of("log", folder.resolve("other"), "--key", key.vkey());
    assertThat(run.out().lines().filter(line -> line.startsWith("BACK_DATED"))).hasSize(1_000);
    assertThat(run.out()).contains("counted and not printed: 1499", "{BACK_DATED=2499}");
    assertThat(run.json().get("found").asInt()).isEqualTo(2_499);
    assertThat(run.json().get("findings")).hasSize(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0x5540000000000000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        253_402_300_800L, // the year 10000
        31_556_889_864_403_200L // beyond what the JDK calls a moment
      })
  void aWitnesssTimeThatIsNoneIsNoCosignature(long time) {
    TestLog.cosign(checkpoint(), witness, time);
    Run run = verify("--witness", witness.vkey());
    assertThat(run.kinds()).containsExactly("SIGNATURE_FORGED", "WITNESS_ABSENT");
    assertThat(run.err()).isEmpty();
  }

  /** By the words of C2SP signed-note and tlog-checkpoint. */
  @Test
  void aNoteThatIsOnlyAlmostACheckpointIsNone() throws IOException {
    String good = Files.readString(checkpoint());
    String line = good.substring(good.indexOf("\u2014"));
    String made = line.substring(line.lastIndexOf(' ') + 1).strip();
    String other = made.substring(0, made.length() - 2) + "h=";
    List<String> almost =
        List.of(
            good.replace("\n300\n", "\n0300\n"),
            good.replace("\n300\n", "\n+300\n"),
            good.replace("\n300\n", "\n-300\n"),
            good.replace("\n300\n", "\n 300\n"),
            good.replace("\n300\n", "\n300 \n"),
            good.replace("\n300\n", "\n\u0663\u0660\u0660\n"),
            good.replace("\n300\n", "\n9223372036854775808\n"),
            good.replace("\n300\n", "\n99999999999999999999\n"),
            good.replace("\n300\n", "\n\n300\n"),
            good.substring(good.indexOf('\n')),
            good.replace(root + "\n", root + "\n\nextension\n"),
            good.replace(root, root.substring(0, 43)),
            good.replace(root, root.substring(0, 40) + "===="),
            good.replace(root, root + "AAAA"),
            good.replace("\n", "\r\n"),
            good.replace(key.name + "\n", key.name + "\t\n"),
            good.replace(key.name + "\n", key.name + "\u0000\n"),
            good.strip(),
            good + "\n",
            good + line.strip(),
            good + "\n" + "\n" + line,
            good.substring(0, good.indexOf("\u2014")),
            good.replace("\u2014", "-"),
            good.replace("\u2014 ", "\u2014  "),
            good.replace("\u2014 ", "\u2014 a name "),
            good.replace("\u2014 ", "\u2014 a+"),
            good.replace("\u2014 ", "\u2014 a\u00a0"),
            good.replace(made, made.replace("=", "")),
            good.replace(made, other.equals(made) ? made.substring(1) : other),
            good.replace(made, "AAAA"),
            good.replace(made, made + " "),
            good + line.repeat(100));
    for (String note : almost) {
      assertThat(note).isNotEqualTo(good);
      Files.writeString(checkpoint(), note);
      Run run = verify();
      assertThat(run.status()).as(note + run.out()).isEqualTo(2);
      assertThat(run.err()).as(note).contains("is no signed checkpoint");
    }
    Files.write(checkpoint(), good.replace(key.name, key.name + "\u00e9").getBytes(ISO_8859_1));
    assertThat(verify().status()).isEqualTo(2);

    String unknown = line.replace(key.name, "elsewhere.example/w");
    Files.writeString(checkpoint(), good + unknown.repeat(16));
    assertThat(verify().status()).as("signatures of others are passed over").isZero();
    String extended = key.name + "\n300\n" + root + "\nsomething more\n";
    Files.writeString(checkpoint(), TestLog.note(key, extended));
    assertThat(verify().status()).as("extension lines are signed with the rest").isZero();
  }

  /** What stands behind the last entry or hash is signed by nobody. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/entries/000",
        "tile/entries/001.p/44",
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1"
      })
  void aFileEndsWhereTheCheckpointDoes(String name) throws IOException {
    byte[] good = Files.readAllBytes(folder.resolve(name));
    byte[] entry = {0, 2, '{', '}'};
    for (byte[] behind : List.of(new byte[1], new byte[Merkle.HASH], entry, good)) {
      byte[] more = Arrays.copyOf(good, good.length + behind.length);
      System.arraycopy(behind, 0, more, good.length, behind.length);
      Files.write(folder.resolve(name), more);
      Run run = verify();
      assertThat(run.status()).as(name + behind.length).isEqualTo(1);
      assertThat(run.kinds()).containsExactly(name.contains("entries") ? "ENTRIES" : "TILE");
    }
    Files.write(folder.resolve(name), good);
    assertThat(verify().status()).isZero();
  }

  /** A log goes on while it is read: the full file that has replaced a part holds more. */
  @Test
  void aFullFileInPlaceOfAPartMayHoldMore() throws IOException {
    Files.move(folder.resolve("tile/entries/001.p/44"), folder.resolve("tile/entries/001"));
    Files.write(
        folder.resolve("tile/entries/001"), new byte[] {0, 2, '{', '}'}, StandardOpenOption.APPEND);
    assertThat(verify().status()).isZero();
  }

  /** In a thread of its own: whoever has opened a pipe cannot be interrupted. */
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @ParameterizedTest
  @ValueSource(strings = {"tile/entries/001.p/44", "tile/0/001.p/44", "tile/0/000"})
  void whatIsNoFileIsNotWaitedFor(String name) throws IOException, InterruptedException {
    Path place = folder.resolve(name);
    Files.delete(place);
    assertThat(new ProcessBuilder("mkfifo", place.toString()).start().waitFor()).isZero();
    Run run = verify();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(name);
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    for (String name : List.of("tile/entries/000", "tile/0/000", "checkpoint")) {
      byte[] good = Files.readAllBytes(folder.resolve(name));
      try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
        file.setLength(40L << 20);
      }
      Run run = verify();
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains(name, "larger than");
      Files.write(folder.resolve(name), good);
    }
  }

  @Test
  void whateverStandsInTheFilesTheAnswerIsAStatusAndASentence() throws IOException {
    Random dice = new Random(7);
    List<Path> files =
        List.of(
            checkpoint(),
            folder.resolve("tile/entries/000"),
            folder.resolve("tile/entries/001.p/44"),
            folder.resolve("tile/0/001.p/44"),
            folder.resolve("log.vkey"));
    TestLog.cosign(checkpoint(), witness, "2026-03-02T02:00:00Z");
    for (int i = 0; i < 400; i++) {
      Path file = files.get(i % files.size());
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      for (int change = dice.nextInt(4); change >= 0; change--) {
        bad[dice.nextInt(bad.length)] = (byte) dice.nextInt();
      }
      Files.write(file, dice.nextInt(8) == 0 ? new byte[dice.nextInt(3)] : bad);
      Run run =
          Run.of("log", folder, "--key", folder.resolve("log.vkey"), "--witness", witness.vkey());
      assertThat(run.status()).isBetween(0, 2);
      assertThat(run.err().lines()).as(new String(bad, UTF_8)).hasSize(run.status() == 2 ? 1 : 0);
      assertThat(run.err()).doesNotContain("broke off", "Exception");
      Files.write(file, good);
    }
  }
}
