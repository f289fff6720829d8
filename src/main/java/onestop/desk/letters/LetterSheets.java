package onestop.desk.letters;

import java.util.List;
import java.util.stream.Stream;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.desk.Caller;
import onestop.facts.DossierLists;
import org.springframework.stereotype.Component;

/** Collects what a signer reads about letters. */
@Component
final class LetterSheets {
  private final Apologies apologies;
  private final DossierLists dossiers;
  private final LetterLists lists;

  LetterSheets(Apologies apologies, DossierLists dossiers, LetterLists lists) {
    this.apologies = apologies;
    this.dossiers = dossiers;
    this.lists = lists;
  }

  /** The sheet of a letter whose dossier the caller has opened. */
  LetterSheet opened(ApologyObligation obligation, Caller caller) {
    return sheet(lists.opened(obligation), obligation, caller);
  }

  /** The sheets of listed letters, as the caller's access to their dossiers allows. */
  List<LetterSheet> listed(List<ApologyObligation> obligations, Caller caller) {
    List<ListedLetter> letters = lists.listed(obligations, caller);
    return letters.stream()
        .flatMap(
            letter -> {
              ApologyObligation obligation = letter.obligation();
              return obligation == null
                  ? Stream.empty()
                  : Stream.of(sheet(letter, obligation, caller));
            })
        .toList();
  }

  private LetterSheet sheet(ListedLetter letter, ApologyObligation obligation, Caller caller) {
    boolean owed = obligation.state().isOwed();
    return new LetterSheet(
        letter,
        dossiers.get(obligation.dossier()),
        owed ? apologies.silence(obligation) : null,
        owed ? apologies.signer(obligation, caller.id()).orElse(null) : null,
        owed ? apologies.newDate(obligation).orElse(null) : null);
  }
}
