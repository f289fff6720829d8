// Over 300 lines: one promise, checked from every side.
package onestop.integrity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.apologies.Apologies;
import onestop.apologies.letter.ApologyLetter;
import onestop.apologies.letter.ApologyLetter.Print.Kept;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationEvent;
import onestop.apologies.obligation.ObligationLifecycle;
import onestop.apologies.obligation.ObligationState;
import onestop.apologies.obligation.ObligationStep;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.files.FileHash;
import onestop.kernel.DossierCode;
import onestop.ledger.CanonicalJson;
import onestop.ledger.EntryText;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerEntry;
import onestop.procedures.ApologyRule;
import onestop.procedures.ApologyRule.OnSilence;
import onestop.procedures.Catalogue;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import onestop.sla.clock.Lateness;
import onestop.sla.clock.Mark;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Checks the one promise: each late dossier has exactly one letter, and each letter its ledger
 * entry.
 */
@Component
class LetterCheck {
  /** The time after which a missing print or dispatch counts as left out. */
  private static final Duration SLACK = Duration.ofMinutes(10);

  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Apologies apologies;
  private final Ledger ledger;
  private final Catalogue catalogue;
  private final Sql sql;
  private final Clock clock;

  LetterCheck(
      Dossiers dossiers,
      SlaClocks clocks,
      Apologies apologies,
      Ledger ledger,
      Catalogue catalogue,
      Sql sql,
      Clock clock) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.apologies = apologies;
    this.ledger = ledger;
    this.catalogue = catalogue;
    this.sql = sql;
    this.clock = clock;
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
      terms(obligation, findings);
      if (owed(code) && unanswered(obligation)) {
        findings.add(Finding.of("LETTER_MISSING", code, obligation.state()));
      }
    }
    return findings;
  }

  /** Whether the dossier missed its first appointment, by its own facts. */
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
    return Lateness.isLate(closed, clock.dueCurrentAt(), clocks.waitingSince(code).orElse(null));
  }

  /**
   * Whether the letter is neither issued, nor waived, nor answered by the notice that the rule pack
   * may name.
   */
  private boolean unanswered(ApologyObligation obligation) {
    return switch (obligation.state()) {
      case ISSUED, WAIVED -> false;
      case BREACHED -> rule(obligation).onSilence() == OnSilence.ISSUE;
      case OPENED, DRAFTED, SIGNED, VOID -> true;
    };
  }

  private ApologyRule rule(ApologyObligation obligation) {
    return catalogue
        .rulePack(obligation.key().rulePack(), obligation.key().rulePackVersion())
        .apology();
  }

  /** Checks the moments of an obligation against its clock, and the timeliness of its letter. */
  private void terms(ApologyObligation obligation, List<Finding> findings) {
    DossierCode code = obligation.dossier();
    Optional<ClockState> clock = clocks.find(code);
    boolean follows =
        obligation.state() == ObligationState.OPENED
            || obligation.state() == ObligationState.DRAFTED;
    if (follows && clock.isPresent()) {
      Instant limit = clock.get().apologyBy();
      Instant due = clock.get().dueCurrentAt();
      if (!limit.equals(obligation.limitAt()) || !due.equals(obligation.dueAt())) {
        findings.add(Finding.of("OBLIGATION_LIMIT", code, obligation.limitAt(), limit));
      }
    }
    ApologyObligation.Issue issue = obligation.issue();
    if (issue != null) {
      Instant last = obligation.limitAt().plus(issue.how().grace(rule(obligation)));
      if (issue.inTime() == issue.at().isAfter(last)) {
        findings.add(Finding.of("LETTER_IN_TIME", code, issue.inTime(), issue.at(), last));
      }
    }
  }

  private void obligation(
      ApologyObligation obligation, List<LedgerEntry> entries, List<Finding> findings) {
    List<ObligationEvent> events = apologies.events(obligation.id());
    DossierCode code = obligation.dossier();
    if (events.size() != obligation.eventCount()) {
      findings.add(Finding.of("OBLIGATION_EVENTS", code, obligation.eventCount(), events.size()));
    }
    ObligationState replayed = ObligationState.OPENED;
    for (ObligationEvent event : events) {
      ObligationStep step = event.step();
      ObligationState next =
          step == null
              ? ObligationState.OPENED
              : ObligationLifecycle.TABLE.next(replayed, step).orElse(null);
      if (next != event.stateAfter()) {
        findings.add(
            Finding.of("OBLIGATION_LIFECYCLE", code, event.no(), replayed, event.stateAfter()));
      }
      replayed = event.stateAfter();
    }
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
    String recomputed = EntryText.hash(CanonicalJson.write(letter.get().fields()));
    if (!content.equals(recomputed)) {
      findings.add(Finding.of("LETTER_CONTENT", code, content, recomputed));
    }
    if (missing(entries, code, "LETTER_ISSUED", issued(obligation, content))) {
      findings.add(Finding.of("LETTER_NOT_IN_LEDGER", code, letter.get().number()));
    }
    apologies
        .print(obligation.id())
        .ifPresent(
            print -> {
              // a stored file is verified with all others
              if (print.kept() == Kept.IN_ROW && !print.sha256().equals(FileHash.of(print.pdf()))) {
                findings.add(Finding.of("PRINT", code, letter.get().number()));
              }
              if (missing(entries, code, "LETTER_PRINTED", Map.of("pdfSha256", print.sha256()))) {
                findings.add(Finding.of("PRINT_NOT_IN_LEDGER", code, letter.get().number()));
              }
            });
  }

  /** The expected content of the letter's ledger entry. */
  private static Map<String, Object> issued(ApologyObligation obligation, String content) {
    ApologyObligation.Issue issue = obligation.issue();
    return issue == null
        ? Map.of("contentSha256", content)
        : Map.of("contentSha256", content, "issuedAt", issue.at(), "inTime", issue.inTime());
  }

  private boolean missing(
      List<LedgerEntry> entries, DossierCode code, String kind, Map<String, Object> facts) {
    return entries.stream().noneMatch(entry -> entry.kind().equals(kind))
        || ledger.find(code, kind, facts).isEmpty();
  }

  /** The findings that concern no single dossier. */
  List<Finding> totals() {
    List<Finding> findings = new ArrayList<>();
    JdbcClient letters = sql.reading("apology_obligation", "apology_letter", "letter_document");
    long issued = count(letters, "select count(*) from apology_obligation where state = 'ISSUED'");
    long inLedger =
        count(
            sql.reading("ledger_entry"),
            "select count(*) from ledger_entry where kind = 'LETTER_ISSUED'");
    if (issued != count() || issued != inLedger) {
      findings.add(Finding.of("LETTER_TOTALS", null, issued, count(), inLedger));
    }
    findings.addAll(unprinted());
    findings.addAll(
        named(
            letters,
            "LETTER_NOT_SENT",
            """
            select o.dossier_code, o.letter_number from letter_document d
              join apology_obligation o on o.id = d.obligation_id
             where d.printed_at < :before
               and not exists (select 1 from outbox_message m
                                where m.message_key = 'letter:' || o.dossier_code || ':'
                                        || o.appointment_no || ':applicant')
             order by o.dossier_code
            """));
    return findings;
  }

  /**
   * The press prints in the order of issue. So a letter without a print is left out when a letter
   * issued after it is printed, or when the press has stood still; while the press works, the
   * letter only waits in the queue, however long that is.
   */
  private List<Finding> unprinted() {
    return named(
        sql.reading("apology_letter", "apology_obligation", "letter_document"),
        "LETTER_UNPRINTED",
        """
        select o.dossier_code, l.letter_number from apology_letter l
          join apology_obligation o on o.id = l.obligation_id
         where l.issued_at < :before
           and not exists (select 1 from letter_document d where d.obligation_id = l.obligation_id)
           and (l.issued_at < (select max(p.issued_at) from apology_letter p
                                 join letter_document d on d.obligation_id = p.obligation_id)
                or not exists (select 1 from letter_document d where d.printed_at >= :before))
         order by o.dossier_code
        """);
  }

  /** The number of issued letters without a print, those left out included. */
  long toPrint() {
    return count(
        sql.reading("apology_letter", "letter_document"),
        """
        select count(*) from apology_letter l
         where not exists (select 1 from letter_document d where d.obligation_id = l.obligation_id)
        """);
  }

  /**
   * One finding for each row of dossier and letter number; rows younger than the slack are
   * excluded.
   */
  private List<Finding> named(JdbcClient from, String kind, String text) {
    return from.sql(text)
        .param("before", Sql.utc(clock.instant().minus(SLACK)))
        .query((rs, row) -> Finding.of(kind, new DossierCode(rs.getString(1)), rs.getString(2)))
        .list();
  }

  long count() {
    return count(sql.reading("apology_letter"), "select count(*) from apology_letter");
  }

  private static long count(JdbcClient from, String text) {
    return from.sql(text).query(Long.class).single();
  }
}
