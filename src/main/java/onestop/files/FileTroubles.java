package onestop.files;

import java.util.List;
import java.util.stream.Collectors;
import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The incidents of files that are missing or damaged. An incident is recorded in a transaction of
 * its own, because the read that found it fails.
 */
@Component
final class FileTroubles {
  private static final Logger log = LoggerFactory.getLogger(FileTroubles.class);
  private static final String PREFIX = "file:";

  /** The part of a hash in the code of an incident; the rest would not fit, the detail has it. */
  private static final int SHOWN = 40;

  private static final int MOST_NAMES = 10;

  private final FileRows rows;
  private final Incidents incidents;
  private final TransactionTemplate separately;

  FileTroubles(FileRows rows, Incidents incidents, PlatformTransactionManager transactions) {
    this.rows = rows;
    this.incidents = incidents;
    this.separately = new TransactionTemplate(transactions);
    separately.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Records that a file is missing or damaged, with its hash and the rows that name it. */
  void report(FileIncident kind, StoredFile file) {
    separately.executeWithoutResult(
        status -> {
          String detail = file.sha256() + ", named by " + names(file.sha256());
          if (incidents.open(kind, code(file), detail)) {
            log.error("{}: {}", kind, detail);
          }
        });
  }

  /** Records that a file is whole again, if an incident says otherwise. */
  void whole(StoredFile file) {
    separately.executeWithoutResult(
        status -> {
          for (FileIncident kind : FileIncident.values()) {
            incidents.close(kind, code(file));
          }
        });
  }

  /** The beginnings of the hashes of all files with an open incident. */
  List<String> open() {
    return List.of(FileIncident.values()).stream()
        .flatMap(kind -> incidents.open(kind).stream())
        .map(code -> code.value().substring(PREFIX.length()))
        .distinct()
        .toList();
  }

  /** The rows that name a file, in words. */
  String names(String sha256) {
    List<FileNaming.Name> names = rows.names(sha256);
    String shown =
        names.stream()
            .limit(MOST_NAMES)
            .map(FileNaming.Name::toString)
            .collect(Collectors.joining(", "));
    return names.size() > MOST_NAMES ? shown + " …" : shown;
  }

  private static DossierCode code(StoredFile file) {
    return new DossierCode(PREFIX + file.sha256().substring(0, SHOWN));
  }
}
