package onestop.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import onestop.kernel.Failure;
import org.springframework.stereotype.Component;

/** The log's private key: where it comes from, and whether it may be used. */
@Component
public class LedgerKeys {
  /** The origin of a log that nobody named; good enough to try it. */
  public static final String DEFAULT_ORIGIN = "localhost/onestop";

  private final LedgerSettings settings;

  public LedgerKeys(LedgerSettings settings) {
    this.settings = settings;
  }

  /**
   * Makes a key for a log in a new file that only its owner can read.
   *
   * @param origin the log's name, without white space and plus
   * @return the verifier key, which is public
   * @throws Failure {@code ledger/key-exists}, never overwriting; {@code ledger/key-unwritable};
   *     {@code ledger/origin}
   */
  public static String init(Path file, String origin) {
    return NoteSigner.create(file, origin, NoteKey.LOG).verifier().text();
  }

  /** Makes the key of the settings unless there is one. */
  public void ensure() {
    if (!Files.exists(settings.keyFile())) {
      init(settings.keyFile(), settings.origin());
    }
  }

  /**
   * The key, read anew each time; empty if there is no file.
   *
   * @throws Failure if the file can be read by others, is damaged, or is the key of another log
   */
  public Optional<NoteSigner> signer() {
    if (!Files.exists(settings.keyFile())) {
      return Optional.empty();
    }
    NoteSigner signer = NoteSigner.read(settings.keyFile());
    if (!signer.verifier().name().equals(settings.origin())
        || signer.verifier().type() != NoteKey.LOG) {
      throw Failure.conflict(
          "ledger",
          "key-of-other-log",
          "file",
          settings.keyFile().toString(),
          "name",
          signer.verifier().name(),
          "origin",
          settings.origin());
    }
    return Optional.of(signer);
  }
}
