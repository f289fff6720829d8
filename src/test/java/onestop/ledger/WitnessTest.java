package onestop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import onestop.kernel.Failure;
import onestop.ledger.log.LedgerScene;
import onestop.testing.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class WitnessTest {
  private final LedgerScene scene = new LedgerScene(TestDatabase.H2).withKey();
  private final Path key = scene.home.resolve("witness.key");
  private final Path state = scene.home.resolve("witness.state");
  private final NoteKey vkey = NoteKey.parse(Witness.init(key, "witness.vn/w1"));

  private Witness.Cosigned look(LedgerScene at) {
    return Witness.of(key, state).look(at.settings.folder().toString(), scene.verifier());
  }

  private static void refuses(String slug, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo(slug));
  }

  /** A log with the same key and, from an entry on, another past. */
  private LedgerScene other(int from, int entries) throws IOException {
    LedgerScene other = new LedgerScene(TestDatabase.H2);
    Files.copy(scene.settings.keyFile(), other.settings.keyFile());
    other.sequence(0, from);
    other.sequence(from + 1_000, entries + 1_000);
    other.ledger.publish();
    return other;
  }

  @Test
  void cosignsWhatOnlyAddsToWhatItHasSeen() throws IOException {
    for (int size : new int[] {3, 3, 20, 270}) {
      scene.sequence((int) scene.ledger.size(), size);
      Checkpoint shown = scene.ledger.publish().orElseThrow();
      Witness.Cosigned cosigned = look(scene);
      SignedNote note =
          SignedNote.parse(shown.note()).with(SignedNote.line(cosigned.line().strip()));
      assertThat(note.isSignedBy(vkey)).isTrue();
    }
    assertThat(Files.readString(state))
        .isEqualTo("example.vn/log 270 " + scene.ledger.head() + "\n");
  }

  @Test
  void cosignsNoSmallerTreeAndNoOtherPast() throws IOException {
    scene.sequence(0, 20);
    scene.ledger.publish();
    look(scene);
    String seen = Files.readString(state);
    refuses("witness-smaller", () -> look(other(19, 19)));
    refuses("witness-forked", () -> look(other(10, 20)));
    refuses("witness-forked", () -> look(other(10, 40)));
    assertThat(Files.readString(state)).as("what was seen stays on record").isEqualTo(seen);
    look(other(20, 40));
  }

  @Test
  void cosignsNothingThatTheLogHasNotSigned() throws IOException {
    scene.sequence(0, 2);
    scene.ledger.publish();
    LedgerScene stranger = new LedgerScene(TestDatabase.H2).withKey();
    stranger.sequence(0, 2);
    stranger.ledger.publish();
    refuses("witness-unsigned", () -> look(stranger));
    Path tile = scene.settings.folder().resolve("tile/0/000.p/2");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[40] ^= 1;
    Files.write(tile, bytes);
    refuses("witness-forked", () -> look(scene));
    Files.delete(tile);
    refuses("log-unreadable", () -> look(scene));
    assertThat(state).doesNotExist();
    Files.writeString(state, "example.vn/log many\n");
    refuses("witness-state", () -> look(scene));
    refuses("no-witness-key", () -> Witness.of(scene.settings.keyFile(), state));
  }

  @Test
  void standsUnderTheCheckpointThatItHolds() throws IOException {
    Ledger witnessed = scene.witnessedBy(vkey);
    scene.sequence(0, 5);
    String plain = witnessed.publish().orElseThrow().note();
    Files.createDirectories(scene.settings.cosignatures());
    Path line = scene.settings.cosignatures().resolve("w1");
    Files.writeString(line, "hello\n" + look(scene).line());
    assertThat(scene.ledger.publish().orElseThrow().note())
        .as("a stranger's line is not taken")
        .isEqualTo(plain);
    assertThat(witnessed.publish().orElseThrow().isSignedBy(vkey)).isTrue();
    assertThat(witnessed.checkpoint().orElseThrow().note()).startsWith(plain);
    assertThat(witnessed.check().differences()).isEmpty();
    scene.sequence(5, 6);
    assertThat(witnessed.publish().orElseThrow().isSignedBy(vkey))
        .as("it held for the older one")
        .isFalse();
  }
}
