package onestop.ledger.log;

import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerHealth;
import onestop.node.DatabaseTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One attempt to publish the ledger, which never throws. A log that cannot be published never
 * delays a letter: entries stay integrated, an incident gives the reason, and the next round
 * retries. For one thread.
 */
@Component
class PublishingRound {
  private static final Logger log = LoggerFactory.getLogger(PublishingRound.class);

  /** Stands for "no dossier", since the incident concerns the ledger as a whole. */
  private static final DossierCode NO_DOSSIER = new DossierCode("-");

  private final Ledger ledger;
  private final LedgerHealth health;
  private final Incidents incidents;
  private boolean incidentMayBeOpen = true; // by an earlier process

  PublishingRound(Ledger ledger, LedgerHealth health, Incidents incidents) {
    this.ledger = ledger;
    this.health = health;
    this.incidents = incidents;
  }

  /** Publishes what is integrated, and opens or closes the incident of the log. */
  void run() {
    try {
      ledger.publish();
      if (incidentMayBeOpen) {
        incidents.close(LedgerIncident.LEDGER_NOT_PUBLISHED, NO_DOSSIER);
        incidentMayBeOpen = false;
      }
    } catch (RuntimeException e) {
      if (DatabaseTrouble.of(e).filter(DatabaseTrouble.HELD::equals).isPresent()) {
        log.debug("Another node publishes");
      } else {
        report(e);
      }
    }
    updateProgress();
  }

  /** Reads the progress after every attempt, since a log that is not published must be noticed. */
  private void updateProgress() {
    try {
      health.look();
    } catch (RuntimeException e) {
      log.warn("The progress of the ledger could not be read", e);
    }
  }

  private void report(RuntimeException why) {
    incidentMayBeOpen = true;
    try {
      String reason = Incidents.reason(why);
      if (incidents.open(LedgerIncident.LEDGER_NOT_PUBLISHED, NO_DOSSIER, reason)) {
        log.error("The ledger is not published: {}", reason, why);
      }
    } catch (RuntimeException e) {
      log.error("The ledger is not published, and no incident could be recorded", why);
    }
  }
}
