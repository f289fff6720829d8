package onestop.desk.reading;

import java.time.Clock;
import onestop.agencies.Agencies;
import onestop.conduct.Lookup;
import onestop.conduct.LookupPurpose;
import onestop.conduct.Lookups;
import onestop.desk.Caller;
import onestop.dossiers.consultations.Consultation.Place;
import onestop.dossiers.consultations.Consultations;
import org.springframework.stereotype.Service;

/**
 * Officers whose opinion on a dossier is asked: they read the question, and each look is on record.
 */
@Service
public class AskedReaders {
  private final Consultations consultations;
  private final Agencies agencies;
  private final Lookups lookups;
  private final Clock clock;

  AskedReaders(Consultations consultations, Agencies agencies, Lookups lookups, Clock clock) {
    this.consultations = consultations;
    this.agencies = agencies;
    this.lookups = lookups;
    this.clock = clock;
  }

  /** Whether the question asks the caller, answered or not; false for one that was withdrawn. */
  public boolean isAsked(Caller caller, Place place) {
    return consultations
        .find(place)
        .filter(question -> question.withdrawnAt() == null)
        .filter(question -> question.asks(agencies.posts(caller.id(), clock.instant())))
        .isPresent();
  }

  /** Records a look of an asked officer, before anything is shown. */
  public void record(Caller caller, Place place, Lookup.What what) {
    lookups.record(
        caller.actor(),
        place.dossier(),
        what,
        new Lookup.Stated(LookupPurpose.OPINION, "Ý kiến số " + place.no()));
  }
}
