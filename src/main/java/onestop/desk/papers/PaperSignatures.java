package onestop.desk.papers;

import java.util.Optional;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.agencies.Signer;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.OfficialSignature;
import onestop.forms.Signature;
import onestop.kernel.Actor;
import org.springframework.stereotype.Component;

/** Who signs a paper, and in which capacity. */
@Component
final class PaperSignatures {
  private final Agencies agencies;

  PaperSignatures(Agencies agencies) {
    this.agencies = agencies;
  }

  /**
   * The signature of the officer who performed the act, in the capacity recorded with the event.
   * For an older event without a capacity, the capacity of its actor is looked up as of its moment;
   * a paper never names another officer.
   */
  Signature signature(Dossier dossier, DossierEvent event) {
    if (event.details().containsKey("signedBy")) {
      OfficialSignature kept = OfficialSignature.of(event.details(), event.at());
      return new Signature.Signed(
          kept.byDelegation() ? kept.capacity() : null, kept.title(), kept.name());
    }
    if (!(event.actor() instanceof Actor.Officer officer)) {
      return new Signature.Automatic();
    }
    Post head = new Post(dossier.agencies().resolving(), Role.HEAD_OF_AGENCY);
    Optional<Signer> signer = agencies.signature(officer.id(), head, event.at());
    return signer
        .<Signature>map(
            s ->
                new Signature.Signed(
                    s.under().isPresent() ? s.capacityLine() : null,
                    s.officer().titleVi(),
                    s.officer().name()))
        .orElseGet(() -> inOwnName(officer));
  }

  private Signature inOwnName(Actor.Officer actor) {
    return agencies
        .find(actor.id())
        .<Signature>map(o -> new Signature.Signed(null, o.titleVi(), o.name()))
        .orElseGet(Signature.Automatic::new);
  }

  /** The signature of the officer who made the paper, under that title. */
  Signature signed(String title, Actor by) {
    return by instanceof Actor.Officer
        ? new Signature.Signed(null, title, person(by))
        : new Signature.Automatic();
  }

  /** The officer's name; the actor's own where no officer is on record. */
  String person(Actor actor) {
    Optional<Officer> officer =
        actor instanceof Actor.Officer o ? agencies.find(o.id()) : Optional.empty();
    return officer.map(Officer::name).orElse(actor.name());
  }
}
