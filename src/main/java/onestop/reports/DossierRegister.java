package onestop.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import onestop.dossiers.life.Applicant;
import onestop.facts.DossierFacts;
import onestop.facts.DossierFigures;
import onestop.facts.FactStore;
import onestop.facts.FactStore.After;
import onestop.facts.FactStore.Base;
import onestop.facts.ReportScope;
import onestop.kernel.DossierCode;
import org.springframework.stereotype.Service;

/**
 * The dossier register: the dossiers received in a period, line by line, as of the scope's
 * {@linkplain ReportScope#moment() moment}. Lines keep their numbers, since no dossier is received
 * with a past date.
 *
 * <p>A line holds personal data: the caller that shows it must check the reader's access.
 */
@Service
public class DossierRegister {
  private static final int PAGE = 512;

  private final DossierFacts facts;
  private final FactStore store;

  DossierRegister(DossierFacts facts, FactStore store) {
    this.facts = facts;
    this.store = store;
  }

  /**
   * A line of the register.
   *
   * @param number from 1, in order of receipt, then by code
   * @param applicant name, address and telephone only
   */
  public record RegisterLine(long number, DossierFigures dossier, Applicant applicant) {}

  /** The number of lines. */
  public long count(ReportScope scope) {
    return store.countReceived(scope);
  }

  /**
   * Passes all lines in order, read in pages, to the consumer; memory does not grow with their
   * number.
   */
  public void each(ReportScope scope, Consumer<RegisterLine> consumer) {
    After after = After.NOTHING;
    long number = 0;
    while (true) {
      List<Base> page = store.received(scope, after, PAGE);
      for (RegisterLine line : lines(page, scope, number)) {
        consumer.accept(line);
      }
      number += page.size();
      if (page.size() < PAGE) {
        return;
      }
      after = After.of(page.get(page.size() - 1));
    }
  }

  /**
   * Some lines in order.
   *
   * @param skip the number of lines before the first
   * @param size the most lines
   */
  public List<RegisterLine> lines(ReportScope scope, long skip, int size) {
    return lines(store.received(scope, store.before(scope, skip), size), scope, skip);
  }

  private List<RegisterLine> lines(List<Base> page, ReportScope scope, long before) {
    if (page.isEmpty()) {
      return List.of();
    }
    Map<DossierCode, Applicant> applicants =
        store.applicants(page.stream().map(Base::code).toList());
    List<RegisterLine> lines = new ArrayList<>();
    for (DossierFigures dossier : facts.figures(page, scope.moment())) {
      Applicant applicant = applicants.get(dossier.code());
      if (applicant == null) {
        throw new IllegalStateException("no such dossier any more: " + dossier.code());
      }
      lines.add(new RegisterLine(before + lines.size() + 1, dossier, applicant));
    }
    return lines;
  }
}
