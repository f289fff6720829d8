package onestop.desk.letters;

import java.util.List;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationFilter;
import onestop.desk.Caller;
import onestop.desk.reading.Disclosure;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.Dossiers;
import onestop.facts.PresentFigures;
import onestop.facts.PresentFigures.Entry;
import onestop.kernel.DossierCode;
import org.springframework.stereotype.Service;

/** Lists of letters; applicants, and text written to them, are read in the caller's scope only. */
@Service
public final class LetterLists {
  private final Apologies apologies;
  private final PresentFigures figures;
  private final Dossiers dossiers;
  private final Disclosure disclosure;

  LetterLists(
      Apologies apologies, PresentFigures figures, Dossiers dossiers, Disclosure disclosure) {
    this.apologies = apologies;
    this.figures = figures;
    this.dossiers = dossiers;
    this.disclosure = disclosure;
  }

  /**
   * A part of a list of obligations.
   *
   * @param total the number of obligations in the whole list
   * @param readings the caller's access to their dossiers
   */
  public record Obligations(
      long total, List<ApologyObligation> obligations, Disclosure.Readings readings) {}

  /**
   * The obligations {@code offset} (from 0) to {@code offset + size} (exclusive), earliest limit
   * first.
   *
   * @throws onestop.kernel.Failure {@code web/search-by-code} if the caller may search by code only
   */
  public Obligations find(ObligationFilter filter, int offset, int size, Caller caller) {
    disclosure.searched(caller, filter.text());
    List<ApologyObligation> found = apologies.find(filter, offset, size);
    return new Obligations(apologies.count(filter), found, readings(found, caller));
  }

  /** A part of a list of letters; {@code total} is the number of letters in the whole list. */
  public record Letters(long total, List<ListedLetter> letters) {}

  /** As {@link #find}, with the dossiers of the obligations. */
  public Letters letters(ObligationFilter filter, int offset, int size, Caller caller) {
    Obligations found = find(filter, offset, size, caller);
    return new Letters(found.total(), listed(found.obligations(), found.readings()));
  }

  /**
   * The letters behind a figure, late dossiers without an obligation included: {@code offset} (from
   * 0) to {@code offset + size} (exclusive).
   *
   * @throws onestop.kernel.Failure as {@link #find}
   */
  public Letters letters(PresentFigures.Which which, int offset, int size, Caller caller) {
    disclosure.searched(caller, which.text());
    PresentFigures.Entries found = figures.letters(which, offset, size);
    Disclosure.Readings readings =
        disclosure.readings(caller, found.entries().stream().map(Entry::dossier).toList());
    return new Letters(
        found.total(), found.entries().stream().map(entry -> listed(entry, readings)).toList());
  }

  /** Those obligations, with the caller's access to their dossiers. */
  List<ListedLetter> listed(List<ApologyObligation> obligations, Caller caller) {
    return listed(obligations, readings(obligations, caller));
  }

  /** The letters of a dossier that the caller has opened, by appointment. */
  public List<ListedLetter> of(DossierCode dossier) {
    return apologies.of(dossier).stream().map(this::opened).toList();
  }

  /** The obligations of a dossier, by appointment. */
  public List<ApologyObligation> obligations(DossierCode dossier) {
    return apologies.of(dossier);
  }

  /** The letter of an obligation whose dossier the caller has opened. */
  ListedLetter opened(ApologyObligation obligation) {
    return listed(obligation, Reading.OPEN);
  }

  private Disclosure.Readings readings(List<ApologyObligation> obligations, Caller caller) {
    return disclosure.readings(
        caller, obligations.stream().map(ApologyObligation::dossier).toList());
  }

  private List<ListedLetter> listed(
      List<ApologyObligation> obligations, Disclosure.Readings readings) {
    return obligations.stream().map(one -> listed(one, readings.of(one.dossier()))).toList();
  }

  private ListedLetter listed(Entry entry, Disclosure.Readings readings) {
    Long obligation = entry.obligation();
    Reading reading = readings.of(entry.dossier());
    return obligation == null
        ? new ListedLetter(dossiers.get(entry.dossier()), null, entry.limitAt(), false, reading)
        : listed(apologies.get(obligation), reading);
  }

  private ListedLetter listed(ApologyObligation obligation, Reading reading) {
    return new ListedLetter(
        dossiers.get(obligation.dossier()),
        obligation,
        obligation.limitAt(),
        apologies.print(obligation.id()).isPresent(),
        reading);
  }
}
