package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import onestop.Onestop;
import onestop.ledger.NoteKey;
import onestop.ledger.log.LedgerScene;
import onestop.ledger.verify.Verifier;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code onestop ledger init}, {@code witness} and {@code rotate} as somebody types them. */
@Tag("world")
class LedgerCommandTest {
  private static final LedgerScene LOG = new LedgerScene(TestDatabase.H2).withKey();
  private static HttpServer web;

  @TempDir private Path folder;

  /** What a command said, and with which status it ended. */
  private record Said(int status, String out, String err) {
    /** Ended as bad input does: one sentence, nothing else. */
    String refusal() {
      assertThat(status).as(err).isEqualTo(2);
      return sentence();
    }

    String sentence() {
      assertThat(out).isEmpty();
      assertThat(err.strip()).doesNotContain("\n", "Exception:", "\tat ");
      return err.strip();
    }
  }

  @BeforeAll
  static void publish() throws IOException {
    LOG.sequence(0, 20);
    LOG.ledger.publish();
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/log/",
        exchange -> {
          String path = exchange.getRequestURI().getPath().substring("/log/".length());
          Path file = LOG.published().resolve(path);
          if (Files.isRegularFile(file)) {
            byte[] bytes = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          } else {
            exchange.sendResponseHeaders(404, -1);
          }
          exchange.close();
        });
    web.start();
  }

  @AfterAll
  static void end() {
    web.stop(0);
    LOG.end();
  }

  private static Said ledger(Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Commands.run(
            Onestop.class,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            words(List.of("ledger", "--lang", "en"), words));
    return new Said(status, out.toString(), err.toString());
  }

  private static String[] words(List<?> first, Object... more) {
    return Stream.concat(first.stream(), Stream.of(more))
        .map(Object::toString)
        .toArray(String[]::new);
  }

  private static String url() {
    return "http://localhost:" + web.getAddress().getPort() + "/log";
  }

  private Path key() {
    return folder.resolve("w1.key");
  }

  private Path state() {
    return folder.resolve("w1.state");
  }

  /** A witness with its own key; answers its verifier key. */
  private String witness() {
    Said said = ledger("init", "--witness", "--origin", "witness.vn/w1", "--key-file", key());
    assertThat(said.status()).isZero();
    return said.out().strip().lines().reduce((first, last) -> last).orElseThrow();
  }

  private Said look(Object log) {
    return look(log, LOG.verifier().text());
  }

  private Said look(Object log, String logKey) {
    return ledger(
        "witness",
        "--key-file",
        key(),
        "--state",
        state(),
        "--log",
        log.toString(),
        "--log-key",
        logKey);
  }

  /** Status and findings of the auditor's program. */
  private static String verify(Path log, Object... options) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int status = Verifier.run(out, out, words(List.of("log", log), options));
    return status + " " + said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void makesAKeyThatOnlyItsOwnerReadsAndNeverOverwritesOne() throws IOException {
    for (String witness : new String[] {"--witness", "--json"}) {
      Path file = folder.resolve("not/there/yet/" + witness + ".key");
      Said said = ledger("init", "--origin", "example.vn/log", "--key-file", file, witness);
      assertThat(said.status()).as(said.err()).isZero();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      byte[] made = Files.readAllBytes(file);
      String vkey = Files.readAllLines(file).get(1);
      assertThat(said.out()).contains(vkey).doesNotContain("PRIVATE");
      assertThat(NoteKey.parse(vkey).type())
          .isEqualTo(witness.equals("--witness") ? NoteKey.WITNESS : NoteKey.LOG);
      assertThat(ledger("init", "--key-file", file, witness).refusal())
          .contains(file.toString(), "exists already", "never overwritten");
      assertThat(Files.readAllBytes(file)).isEqualTo(made);
    }
  }

  @Test
  void makesNoKeyOfAnImpossibleNameOrPlace() throws IOException {
    Path file = folder.resolve("k");
    assertThat(ledger("init", "--key-file", file, "--origin", "my log").refusal())
        .contains("\"my log\"", "no white space");
    assertThat(file).doesNotExist();
    Files.writeString(file, "a file, no folder");
    assertThat(ledger("init", "--key-file", file.resolve("ledger.key")).refusal())
        .contains("ledger.key", "cannot be written");
    assertThat(ledger("init", "--key-fiel", file).refusal()).contains("--key-fiel", "--key-file");
    assertThat(ledger().refusal()).contains("init | rotate | witness");
  }

  @Test
  void whatAWitnessSawOverTheWebStandsUnderTheCheckpointAndTheVerifierAsksForIt()
      throws IOException {
    String vkey = witness();
    Path lines = LOG.cosignatures();
    Said overTheWeb = look(url());
    assertThat(overTheWeb.status()).as(overTheWeb.err()).isZero();
    assertThat(overTheWeb.out()).startsWith("\u2014 witness.vn/w1 ").endsWith("\n");
    assertThat(look(url() + "/").status()).isZero();
    assertThat(look(LOG.published()).status()).isZero();
    assertThat(verify(LOG.published(), "--key", LOG.verifier().text(), "--witness", vkey))
        .startsWith("1 WITNESS_ABSENT");
    Files.createDirectories(lines);
    Files.writeString(lines.resolve("w1"), overTheWeb.out());
    LOG.witnessedBy(NoteKey.parse(vkey)).publish();
    assertThat(verify(LOG.published(), "--key", LOG.verifier().text(), "--witness", vkey))
        .startsWith("0 ");
    assertThat(look(url()).status()).as("it cosigns what it has cosigned").isZero();
    Files.delete(lines.resolve("w1"));
  }

  /** A log of the same key that shares the first entries and then goes another way. */
  private static Path anotherPast(int shared, int size) throws IOException {
    LedgerScene other = new LedgerScene(TestDatabase.H2);
    Files.copy(LOG.keyFile(), other.keyFile());
    other.sequence(0, shared);
    other.sequence(1_000, 1_000 + size - shared);
    other.ledger.publish();
    other.end();
    return other.published();
  }

  @Test
  void aWitnessCosignsNoShorterAndNoOtherPastAndSaysSo() throws IOException {
    witness();
    look(url());
    String seen = Files.readString(state());
    Said shorter = look(anotherPast(10, 10));
    assertThat(shorter.status()).isEqualTo(1);
    assertThat(shorter.sentence()).contains("10 entries", "20 were seen before", "taken out");
    Said forked = look(anotherPast(10, 30));
    assertThat(forked.status()).isEqualTo(1);
    assertThat(forked.sentence()).contains("its past was changed", "Nothing is cosigned");
    Said stranger = look(url(), new LedgerScene(TestDatabase.H2).withKey().verifier().text());
    assertThat(stranger.status()).isEqualTo(1);
    assertThat(stranger.sentence()).contains(url(), "is not signed by");
    assertThat(Files.readString(state())).isEqualTo(seen);
  }

  @Test
  void aWitnessRefusesInputThatItCannotUse() throws IOException {
    assertThat(look(url()).refusal()).contains(key().toString(), "ledger init");
    Files.writeString(key(), "nonsense\n");
    assertThat(look(url()).refusal()).contains(key().toString(), "can be read by others", "600");
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-------"));
    assertThat(look(url()).refusal()).contains(key().toString(), "is damaged");
    Files.delete(key());
    ledger("init", "--key-file", key());
    assertThat(look(url()).refusal()).contains("not that of a witness", "--witness");
    Files.delete(key());
    witness();
    assertThat(look(folder.resolve("nowhere")).refusal())
        .contains("nowhere", "checkpoint", "cannot be read");
    assertThat(look(url() + "/elsewhere").refusal()).contains("elsewhere", "cannot be read");
    assertThat(look("http://localhost:1/log").refusal())
        .contains("http://localhost:1/log", "cannot be read");
    assertThat(look("https:// /").refusal()).contains("cannot be read");
    assertThat(look(url(), "no key").refusal()).contains("\"no key\"", "not a verifier key");
    Files.writeString(Files.createDirectory(folder.resolve("page")).resolve("checkpoint"), "hello");
    assertThat(look(folder.resolve("page")).refusal()).contains("not a signed checkpoint");
    Files.writeString(state(), "log many root\n");
    assertThat(look(url()).refusal()).contains(state().toString(), "backup");
    assertThat(ledger("witness", "--key-file", key()).refusal())
        .contains("--log", "--log-key", "--state");
    assertThat(Files.readString(state())).isEqualTo("log many root\n");
  }

  private static Said rotate(LedgerScene log, Object... more) {
    List<Object> where =
        List.of("rotate", "--db-url", log.url(), "--db-user", "sa", "--log", log.published());
    return ledger((Object[]) words(where, more));
  }

  @Test
  void rotatesTheKeyAndWhoKnowsTheOldOneFollows() throws IOException {
    LedgerScene log = new LedgerScene(TestDatabase.H2).withKey();
    log.sequence(0, 3);
    log.ledger.publish();
    String oldKey = log.verifier().text();
    byte[] oldFile = Files.readAllBytes(log.keyFile());

    Said said = rotate(log, "--origin", "example.vn/log", "--key-file", log.keyFile());
    assertThat(said.status()).as(said.err()).isZero();
    String newKey = log.verifier().text();
    Path retired = log.keyFile().resolveSibling("ledger.key." + oldKey.split("\\+", 3)[1]);
    assertThat(said.out()).contains(newKey, retired.toString()).doesNotContain("PRIVATE");
    assertThat(newKey).isNotEqualTo(oldKey);
    assertThat(Files.readAllBytes(retired)).isEqualTo(oldFile);
    for (Path file : new Path[] {retired, log.keyFile()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(verify(log.published(), "--key", oldKey)).startsWith("0 ").contains(newKey);
    assertThat(verify(log.published(), "--key", newKey)).startsWith("0 ");
    log.end();
  }

  @Test
  void makesNoDatabaseToRotateIn() {
    Said nothing = ledger("rotate", "--data", folder, "--key-file", folder.resolve("ledger.key"));
    assertThat(nothing.refusal()).contains("no database", folder.toString());
    assertThat(folder).isEmptyDirectory();
  }
}
