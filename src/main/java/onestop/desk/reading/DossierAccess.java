package onestop.desk.reading;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.apologies.Apologies;
import onestop.conduct.Lookup;
import onestop.conduct.Lookups;
import onestop.desk.Caller;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.DossierParties;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;

/**
 * The access of an officer to one dossier, and the record of a look-up. A dossier that is closed
 * and one that does not exist are told apart by no statement.
 */
@Service
public class DossierAccess {
  private final ReadingScopes scopes;
  private final DossierParties parties;
  private final Lookups lookups;
  private final Apologies apologies;
  private final WorkItems workItems;
  private final SeenItems seen;

  DossierAccess(
      ReadingScopes scopes,
      DossierParties parties,
      Lookups lookups,
      Apologies apologies,
      WorkItems workItems,
      SeenItems seen) {
    this.scopes = scopes;
    this.parties = parties;
    this.lookups = lookups;
    this.apologies = apologies;
    this.workItems = workItems;
    this.seen = seen;
  }

  /** The caller's access to that dossier; one that does not exist is closed. */
  public Reading of(Caller caller, DossierCode dossier) {
    return scopes.of(caller).of(parties.of(dossier));
  }

  /** As {@link #of(Caller, DossierCode)}, for many. */
  public Map<DossierCode, Reading> of(Caller caller, Set<DossierCode> dossiers) {
    ReadingScope scope = scopes.of(caller);
    Map<DossierCode, Set<AgencyCode>> agencies = parties.of(dossiers);
    return dossiers.stream()
        .collect(
            Collectors.toMap(
                Function.identity(), code -> scope.of(agencies.getOrDefault(code, Set.of()))));
  }

  /** The dossier that the obligation of that id belongs to; empty if there is none. */
  public Optional<DossierCode> dossierOfLetter(String id) {
    try {
      return Optional.of(
          apologies.get(id.matches("\\d{1,18}") ? Long.parseLong(id) : -1).dossier());
    } catch (Failure absent) {
      return Optional.empty();
    }
  }

  /**
   * The dossier that the waiting work item of that id belongs to; empty if there is none. The item
   * is remembered in {@link SeenItems}.
   */
  public Optional<DossierCode> dossierOfWorkItem(String id) {
    try {
      WorkItem item = workItems.get(id);
      seen.see(item);
      return Optional.of(item.dossier());
    } catch (Failure absent) {
      return Optional.empty();
    }
  }

  /**
   * Records a look-up under its stated purpose, before anything is shown: if we die here, the
   * look-up is on record and no data was shown.
   */
  public void record(Caller caller, DossierCode dossier, Lookup.What what, Lookup.Stated purpose) {
    lookups.record(caller.actor(), dossier, what, purpose);
  }
}
