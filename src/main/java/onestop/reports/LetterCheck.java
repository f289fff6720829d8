package onestop.reports;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.apologies.Apologies;
import onestop.apologies.ApologyLetter;
import onestop.apologies.ApologyObligation;
import onestop.apologies.ObligationEvent;
import onestop.apologies.ObligationState;
import onestop.dossiers.Dossier;
import onestop.dossiers.Dossiers;
import onestop.kernel.DossierCode;
import onestop.ledger.CanonicalJson;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerChain;
import onestop.ledger.LedgerEntry;
import onestop.sla.ClockPause;
import onestop.sla.ClockState;
import onestop.sla.Mark;
import onestop.sla.SlaClocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one promise: each late dossier has exactly one letter, and each letter its entry. */
@Component
class LetterCheck {
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Apologies apologies;
  private final Ledger ledger;
  private final JdbcClient jdbc;

  LetterCheck(
      Dossiers dossiers, SlaClocks clocks, Apologies apologies, Ledger ledger, JdbcClient jdbc) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.apologies = apologies;
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  List<Finding> check(DossierCode code) {
    List<Finding> findings = new ArrayList<>();
    List<ApologyObligation> obligations = apologies.of(code);
    long first = obligations.stream().filter(one -> one.key().appointmentNo() == 1).count();
    if (first > 1 || obligations.size() > 1) {
      findings.add(Finding.of("OBLIGATION_TWICE", code, obligations.size()));
    }
    if (owed(code) && obligations.isEmpty()) {
      findings.add(Finding.of("OBLIGATION_MISSING", code));
    }
    List<LedgerEntry> entries = ledger.of(code);
    for (ApologyObligation obligation : obligations) {
      obligation(obligation, entries, findings);
      letter(obligation, entries, findings);
      if (owed(code) && unanswered(obligation)) {
        findings.add(Finding.of("LETTER_MISSING", code, obligation.state()));
      }
    }
    return findings;
  }

  /** Late in its first appointment, as the dossier's own facts have it. */
  private boolean owed(DossierCode code) {
    Optional<ClockState> found = clocks.find(code);
    if (found.isEmpty()) {
      return false;
    }
    ClockState clock = found.get();
    if (clock.appointmentNo() > 1) {
      return true; // only an issued letter gives a second appointment
    }
    Dossier dossier = dossiers.get(code);
    Instant closed = dossier.closedAt();
    if (closed == null) {
      return clocks.reached(code).stream().anyMatch(reached -> reached.mark() == Mark.OVERDUE);
    }
    boolean waitedInTime =
        clocks.pauses(code).stream()
            .filter(pause -> pause.to() == null)
            .map(ClockPause::from)
            .anyMatch(from -> !from.isAfter(clock.dueCurrentAt()));
    return closed.isAfter(clock.dueCurrentAt()) && !waitedInTime;
  }

  /** Neither out, nor waived, nor answered by the notice that the rule pack names. */
  private static boolean unanswered(ApologyObligation obligation) {
    return switch (obligation.state()) {
      case ISSUED, WAIVED, BREACHED -> false;
      case OPENED, DRAFTED, SIGNED, VOID -> true;
    };
  }

  private void obligation(
      ApologyObligation obligation, List<LedgerEntry> entries, List<Finding> findings) {
    List<ObligationEvent> events = apologies.events(obligation.id());
    DossierCode code = obligation.dossier();
    if (events.size() != obligation.eventCount()) {
      findings.add(Finding.of("OBLIGATION_EVENTS", code, obligation.eventCount(), events.size()));
    }
    ObligationState replayed =
        events.isEmpty() ? ObligationState.OPENED : events.get(events.size() - 1).stateAfter();
    if (replayed != obligation.state()) {
      findings.add(Finding.of("OBLIGATION_STATE", code, obligation.state(), replayed));
    }
    long onRecord =
        entries.stream().filter(entry -> !entry.kind().equals("LETTER_PRINTED")).count();
    if (onRecord != events.size()) {
      findings.add(Finding.of("LEDGER_EVENTS", code, events.size(), onRecord));
    }
  }

  private void letter(
      ApologyObligation obligation, List<LedgerEntry> entries, List<Finding> findings) {
    DossierCode code = obligation.dossier();
    Optional<ApologyLetter> letter = apologies.letter(obligation.id());
    boolean issued = obligation.state() == ObligationState.ISSUED;
    if (issued != letter.isPresent()) {
      findings.add(Finding.of("LETTER_STATE", code, obligation.state(), letter.isPresent()));
    }
    if (letter.isEmpty()) {
      return;
    }
    String content = letter.get().contentSha256();
    String recomputed = LedgerChain.hash(CanonicalJson.write(letter.get().fields()));
    if (!content.equals(recomputed)) {
      findings.add(Finding.of("LETTER_CONTENT", code, content, recomputed));
    }
    if (missing(entries, code, "LETTER_ISSUED", Map.of("contentSha256", content))) {
      findings.add(Finding.of("LETTER_NOT_IN_LEDGER", code, letter.get().number()));
    }
    apologies
        .print(obligation.id())
        .ifPresent(
            print -> {
              if (!print.sha256().equals(sha256(print.pdf()))) {
                findings.add(Finding.of("PRINT", code, letter.get().number()));
              }
              if (missing(entries, code, "LETTER_PRINTED", Map.of("pdfSha256", print.sha256()))) {
                findings.add(Finding.of("PRINT_NOT_IN_LEDGER", code, letter.get().number()));
              }
            });
  }

  private boolean missing(
      List<LedgerEntry> entries, DossierCode code, String kind, Map<String, Object> facts) {
    return entries.stream().noneMatch(entry -> entry.kind().equals(kind))
        || ledger.find(code, kind, facts).isEmpty();
  }

  /** Sums that no single dossier shows. */
  List<Finding> totals() {
    List<Finding> findings = new ArrayList<>();
    long issued = count("select count(*) from apology_obligation where state = 'ISSUED'");
    long inLedger = count("select count(*) from ledger_entry where kind = 'LETTER_ISSUED'");
    if (issued != count() || issued != inLedger) {
      findings.add(Finding.of("LETTER_TOTALS", null, issued, count(), inLedger));
    }
    return findings;
  }

  long count() {
    return count("select count(*) from apology_letter");
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
