package onestop.apologies;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.agencies.Signer;
import onestop.apologies.obligation.ApologyObligation;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.procedures.ApologyRule;
import onestop.procedures.Catalogue;
import org.springframework.stereotype.Component;

/** The rights to draft a letter and to sign or waive it: at its own agency, on that day. */
@Component
class LetterRights {
  private static final Set<Role> DRAFTERS =
      Set.of(Role.SPECIALIST, Role.UNIT_HEAD, Role.HEAD_OF_AGENCY);

  private final Agencies agencies;
  private final Catalogue catalogue;

  LetterRights(Agencies agencies, Catalogue catalogue) {
    this.agencies = agencies;
    this.catalogue = catalogue;
  }

  boolean mayDraft(ApologyObligation obligation, OfficerId officer, Instant at) {
    return agencies.posts(officer, at).stream()
        .anyMatch(
            post -> post.agency().equals(obligation.agency()) && DRAFTERS.contains(post.role()));
  }

  /** Whether the officer may sign or waive the letter. */
  boolean maySign(ApologyObligation obligation, OfficerId officer, Instant at) {
    return signer(obligation, officer, at).isPresent();
  }

  /** The capacity in which the officer may sign the letter; empty if the officer may not. */
  Optional<Signer> signer(ApologyObligation obligation, OfficerId officer, Instant at) {
    return agencies.signature(officer, signerPost(obligation), at);
  }

  private Post signerPost(ApologyObligation obligation) {
    return new Post(obligation.agency(), rule(obligation).signer());
  }

  /** The rule under which the letter is owed. */
  ApologyRule rule(ApologyObligation obligation) {
    return catalogue
        .rulePack(obligation.key().rulePack(), obligation.key().rulePackVersion())
        .apology();
  }

  /** The signer that a letter would name: the reader if that one may sign, otherwise the holder. */
  Optional<Signer> presumedSigner(ApologyObligation obligation, OfficerId reader, Instant at) {
    Post post = signerPost(obligation);
    return agencies
        .signature(reader, post, at)
        .or(() -> agencies.signerFor(post.agency(), post.role(), at));
  }

  /**
   * Requires the right to draft.
   *
   * @throws Failure {@code apologies/not-your-letter} for an officer without that right
   */
  void requireDrafter(ApologyObligation obligation, Actor.Officer by, Instant at) {
    if (!mayDraft(obligation, by.id(), at)) {
      throw Failure.forbidden(
          "apologies",
          "not-your-letter",
          "agency",
          obligation.agency().value(),
          "role",
          Role.SPECIALIST.code());
    }
  }

  /**
   * The signer of a letter, in the role that its rule pack names.
   *
   * @throws Failure {@code apologies/not-the-signer} for an officer without that role
   */
  Signer requireSigner(ApologyObligation obligation, Actor.Officer by, Instant at) {
    Post post = signerPost(obligation);
    return agencies
        .signature(by.id(), post, at)
        .orElseThrow(
            () ->
                Failure.forbidden(
                    "apologies",
                    "not-the-signer",
                    "role",
                    post.role().code(),
                    "agency",
                    post.agency().value()));
  }

  /** The capacity of the signer: as the head, or by a delegation. */
  static String capacity(Signer signer) {
    return signer.under().map(order -> order.capacity().name()).orElse("HEAD");
  }
}
