package onestop.scenarios;

import java.util.ArrayList;
import java.util.List;
import onestop.apologies.Apologies;
import onestop.apologies.letter.LetterPress;
import onestop.apologies.obligation.ApologyObligation;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItems;
import onestop.escalation.Escalations;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import org.springframework.context.ApplicationContext;

/** The parts of the application that a trial works with. */
record Town(ApplicationContext context) {
  private static final int MOST_LETTERS = 10_000;

  Dossiers dossiers() {
    return context.getBean(Dossiers.class);
  }

  WorkItems workItems() {
    return context.getBean(WorkItems.class);
  }

  SlaClocks clocks() {
    return context.getBean(SlaClocks.class);
  }

  Apologies apologies() {
    return context.getBean(Apologies.class);
  }

  /** The letters issued to a dossier and its legs, by their obligations, older first. */
  List<Long> letters(DossierCode code) {
    List<DossierCode> all = new ArrayList<>(List.of(code));
    dossiers().legs(code).forEach(leg -> all.add(leg.code()));
    return all.stream()
        .flatMap(of -> apologies().of(of).stream())
        .filter(ApologyObligation::isIssued)
        .map(ApologyObligation::id)
        .toList();
  }

  /** The print of a letter; the press prints what is not printed yet. */
  byte[] print(long obligation) {
    return apologies()
        .print(obligation)
        .or(
            () -> {
              context.getBean(LetterPress.class).print(MOST_LETTERS);
              return apologies().print(obligation);
            })
        .orElseThrow()
        .pdf();
  }

  Escalations escalations() {
    return context.getBean(Escalations.class);
  }
}
