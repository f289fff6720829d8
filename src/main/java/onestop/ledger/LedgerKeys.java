package onestop.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import onestop.kernel.Failure;
import org.springframework.stereotype.Component;

/** The log's private key: its source, and the check that it may be used. */
@Component
public class LedgerKeys {
  /** The origin of a log without a configured name; suitable for trials only. */
  public static final String DEFAULT_ORIGIN = "localhost/onestop";

  private final LedgerSettings settings;

  public LedgerKeys(LedgerSettings settings) {
    this.settings = settings;
  }

  /**
   * Creates a key for a log in a new file that only its owner can read.
   *
   * @param origin the log's name, without white space and plus signs
   * @return the verifier key, which is public
   * @throws Failure {@code ledger/key-exists} if the file exists, since it is never overwritten;
   *     {@code ledger/key-unwritable}; {@code ledger/origin} if the name is not allowed
   */
  public static String init(Path file, String origin) {
    return NoteSigner.create(file, origin, NoteKey.LOG).verifier().text();
  }

  /** Creates the configured key unless it exists. */
  public void ensure() {
    if (!Files.exists(settings.keyFile())) {
      init(settings.keyFile(), settings.origin());
    }
  }

  /**
   * The key, read from the file at each call; empty if there is no file.
   *
   * @throws Failure if other users can read the file, or if it is damaged or holds the key of
   *     another log
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
