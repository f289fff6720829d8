package onestop.apologies;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import onestop.apologies.letter.LetterContent;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.Draft;
import onestop.apologies.obligation.ApologyObligation.Issue;
import onestop.apologies.obligation.ApologyObligation.Signature;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.ObligationJournal;
import onestop.apologies.obligation.ObligationJournal.Entry;
import onestop.apologies.obligation.ObligationStep;
import onestop.procedures.Citation;
import onestop.sla.SlaClocks;
import onestop.sla.clock.DueDateAdjustment.ApologyExtension;
import org.springframework.stereotype.Component;

/** Issues letters: exactly one for an obligation that is owed. */
@Component
class LetterIssuer {
  private final LetterRegister register;
  private final NewAppointments appointments;
  private final ObligationJournal journal;
  private final LetterProcess process;
  private final SlaClocks clocks;

  LetterIssuer(
      LetterRegister register,
      NewAppointments appointments,
      ObligationJournal journal,
      LetterProcess process,
      SlaClocks clocks) {
    this.register = register;
    this.appointments = appointments;
    this.journal = journal;
    this.process = process;
    this.clocks = clocks;
  }

  /**
   * Issues the letter: number, pinned content, ledger entry, the one new date. One transaction:
   * after a crash before its commit nothing is issued and the mark is still due; after the commit
   * the letter is issued and the press prints it.
   */
  ApologyObligation issue(LockedDossier held, ApologyObligation obligation, LetterIssue act) {
    Instant at = act.at();
    Optional<Instant> newDue = appointments.ofLetter(held, obligation, at);
    LetterRegister.Registered letter =
        register.register(obligation, held.dossier(), at, newDue.orElse(null));
    String number = letter.number();
    boolean inTime = !at.isAfter(obligation.limitAt().plus(act.how().grace(held.pack().apology())));
    ApologyObligation issued =
        journal.take(
            obligation,
            ObligationStep.ISSUE,
            entry(obligation, act)
                .fact("number", number)
                .fact("contentSha256", letter.contentSha256())
                .fact("addresseeSha256", letter.addresseeSha256())
                .fact("calendar", held.clock().calendar().toString())
                .fact("dueOriginalAt", held.clock().dueOriginalAt())
                .fact("inTime", inTime)
                .fact("issuedAt", at)
                .fact("lateSeconds", lateSeconds(obligation, at))
                .fact("newDueAt", newDue.orElse(null))
                .changing(
                    row ->
                        row.with(new Issue(at, inTime, act.how(), number, newDue.orElse(null)))));
    process.end(held.dossier().code());
    newDue.ifPresent(due -> extend(held, due, number, act));
    return issued;
  }

  private static Entry entry(ApologyObligation obligation, LetterIssue act) {
    Draft draft = obligation.draft();
    Signature signature = obligation.signature();
    return Entry.of(act.at(), act.actor())
        .fact("how", act.how())
        .fact("reason", draft == null ? ApologyReason.NOT_STATED : draft.reason())
        .note("signedAs", signature == null ? null : signature.title());
  }

  private static long lateSeconds(ApologyObligation obligation, Instant at) {
    return Math.max(0, at.getEpochSecond() - obligation.limitAt().getEpochSecond());
  }

  private void extend(LockedDossier held, Instant due, String number, LetterIssue act) {
    List<Citation> citations = LetterContent.citations(held.pack());
    String basis = citations.isEmpty() ? held.pack().id() : citations.get(0).text();
    clocks.adjust(
        held.dossier().code(), new ApologyExtension(due, act.actor(), basis, number), act.at());
  }
}
