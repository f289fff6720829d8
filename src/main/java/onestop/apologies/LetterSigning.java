package onestop.apologies;

import java.time.Instant;
import java.util.Optional;
import onestop.agencies.Signer;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyObligation.How;
import onestop.apologies.obligation.ApologyObligation.Signature;
import onestop.apologies.obligation.ObligationJournal;
import onestop.apologies.obligation.ObligationJournal.Entry;
import onestop.apologies.obligation.ObligationLifecycle;
import onestop.apologies.obligation.ObligationStep;
import onestop.apologies.obligation.SignOrder;
import onestop.apologies.obligation.Silence;
import onestop.apologies.obligation.Waiver;
import onestop.apologies.obligation.WaiverOrder;
import onestop.kernel.Actor;
import onestop.kernel.OfficerId;
import onestop.procedures.LetterModel;
import org.springframework.stereotype.Component;

/** The signature of a letter, which issues it, and the waiver in its place. */
@Component
class LetterSigning {
  private final LetterRights rights;
  private final LetterDrafting drafting;
  private final LetterIssuer issuer;
  private final ObligationJournal journal;
  private final LetterProcess process;

  LetterSigning(
      LetterRights rights,
      LetterDrafting drafting,
      LetterIssuer issuer,
      ObligationJournal journal,
      LetterProcess process) {
    this.rights = rights;
    this.drafting = drafting;
    this.issuer = issuer;
    this.journal = journal;
    this.process = process;
  }

  /** Whether the officer may sign or waive the letter at {@code at}. */
  boolean maySign(ApologyObligation obligation, OfficerId officer, Instant at) {
    return rights.maySign(obligation, officer, at);
  }

  /** The capacity in which the officer may sign at {@code at}; empty if the officer may not. */
  Optional<Signer> signer(ApologyObligation obligation, OfficerId officer, Instant at) {
    return rights.signer(obligation, officer, at);
  }

  /** What happens if no officer acts on the letter. */
  Silence silence(ApologyObligation obligation) {
    return Silence.of(obligation, rights.rule(obligation));
  }

  /** Signs and issues the letter, with the signer's edits. */
  ApologyObligation sign(LockedObligation locked, SignOrder order, Actor.Officer by, Instant now) {
    Signer signer = rights.requireSigner(locked.obligation(), by, now);
    locked.requireSeen(order.revision());
    ApologyObligation obligation = drafting.edited(locked, order.edits(), by, now);
    if (obligation.draft() == null) {
      throw ObligationLifecycle.TABLE.refuse(
          obligation.state(), ObligationStep.SIGN, obligation.dossier().value());
    }
    String delegation = signer.under().map(under -> under.document()).orElse("");
    ApologyObligation signed =
        journal.take(
            obligation,
            ObligationStep.SIGN,
            Entry.of(now, by)
                .fact("capacity", LetterRights.capacity(signer))
                .note("signedAs", signer.capacityLine())
                .note("order", delegation)
                .changing(
                    row ->
                        row.with(
                            new Signature(
                                by.id(),
                                signer.officer().name(),
                                signer.capacityLine(),
                                delegation,
                                now))));
    // completed before the letter's process ends, so that the signature ends the process
    process.complete(signed.dossier(), LetterModel.SIGN, by.id());
    return issuer.issue(locked.dossier(), signed, new LetterIssue(How.OFFICER, by, now));
  }

  /** Waives the letter and ends its process. */
  ApologyObligation waive(
      LockedObligation locked, WaiverOrder order, Actor.Officer by, Instant now) {
    String document = order.checkedDocument();
    Signer signer = rights.requireSigner(locked.obligation(), by, now);
    ApologyObligation waived =
        journal.take(
            locked.obligation(),
            ObligationStep.WAIVE,
            Entry.of(now, by)
                .fact("ground", order.ground())
                .fact("capacity", LetterRights.capacity(signer))
                .note("document", document)
                .note("approvedAs", signer.capacityLine())
                .changing(row -> row.with(new Waiver(order.ground(), document, by.id(), now))));
    process.end(waived.dossier());
    return waived;
  }
}
