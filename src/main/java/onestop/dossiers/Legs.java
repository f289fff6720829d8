package onestop.dossiers;

import java.util.Comparator;
import java.util.Objects;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.engine.Announcement;
import onestop.engine.AnnouncementOwner;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.procedures.AnnouncedStep;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import org.springframework.stereotype.Component;

/** Opens the legs of a parent dossier when the parent's model announces them. */
@Component
final class Legs implements AnnouncementOwner {
  private final Receiving receiving;
  private final DossierJournal journal;
  private final Agencies agencies;
  private final Catalogue catalogue;

  Legs(Receiving receiving, DossierJournal journal, Agencies agencies, Catalogue catalogue) {
    this.receiving = receiving;
    this.journal = journal;
    this.agencies = agencies;
    this.catalogue = catalogue;
  }

  @Override
  public boolean owns(String step) {
    return step.startsWith(AnnouncedStep.OPEN_LEG.id());
  }

  @Override
  public void reached(Announcement announcement) {
    Dossier parent = journal.lock(announcement.dossier());
    String leg = announcement.step().substring(AnnouncedStep.OPEN_LEG.id().length());
    String code = catalogue.version(parent.pins().procedure()).legs().get(leg);
    if (code == null) {
      throw Failure.of(
          Failure.Kind.LOST_RESOURCE,
          "dossiers",
          "no-such-leg",
          "leg",
          leg,
          "code",
          parent.code().value());
    }
    Procedure procedure = catalogue.current(code);
    receiving.openLeg(parent, leg, procedure, authority(parent, procedure.level()));
  }

  /**
   * The competent agency of a leg: for the levels {@code police} and {@code insurance} the agency
   * of that kind, preferably one directly below the parent's resolving agency; for all other levels
   * the parent's resolving agency itself.
   *
   * @throws onestop.kernel.Failure {@code dossiers/no-authority-for-leg} if there is no such agency
   */
  private AgencyCode authority(Dossier parent, String level) {
    Agency.Kind kind =
        switch (level) {
          case "police" -> Agency.Kind.POLICE;
          case "insurance" -> Agency.Kind.INSURANCE;
          default -> null;
        };
    if (kind == null) {
      return parent.agencies().resolving();
    }
    Agency own = agencies.get(parent.agencies().resolving());
    return agencies.all().stream()
        .filter(agency -> agency.kind() == kind)
        .sorted(
            Comparator.comparing((Agency agency) -> !Objects.equals(agency.parent(), own.code()))
                .thenComparing(Agency::code))
        .map(Agency::code)
        .findFirst()
        .orElseThrow(() -> Failure.notFound("dossiers", "no-authority-for-leg", "level", level));
  }
}
