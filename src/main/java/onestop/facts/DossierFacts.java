package onestop.facts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import onestop.facts.FactStore.After;
import onestop.facts.FactStore.Base;
import onestop.facts.FactStore.Happened;
import onestop.kernel.DossierCode;
import onestop.sla.ClockPast;
import onestop.sla.clock.PastClock;
import org.springframework.stereotype.Service;

/**
 * The counted facts of dossiers, from the raw events.
 *
 * <p>Reads dossiers page by page, each page in a query of its own and in constant memory. Events
 * are never changed and never dated back, so pages read one after the other are consistent.
 */
@Service
public class DossierFacts {
  private static final int PAGE = 512;

  private final FactStore store;
  private final ClockPast clocks;
  private final ZoneId zone;

  DossierFacts(FactStore store, ClockPast clocks, ZoneId zone) {
    this.zone = zone;
    this.store = store;
    this.clocks = clocks;
  }

  /**
   * Every dossier that counts in the scope's period, as of its {@linkplain ReportScope#moment()
   * moment}: received by then and not ended before the period began, which includes those carried
   * over from earlier periods. In order of receipt, then by code.
   */
  public void each(ReportScope scope, Consumer<DossierFigures> consumer) {
    After after = After.NOTHING;
    while (true) {
      List<Base> page = store.page(scope, after, PAGE);
      figures(page, scope.moment()).forEach(consumer);
      if (page.size() < PAGE) {
        return;
      }
      after = After.of(page.get(page.size() - 1));
    }
  }

  /** One dossier as of that moment, inclusive; empty if it had not been received. */
  public Optional<DossierFigures> of(DossierCode code, Instant moment) {
    return figures(store.one(code, moment), moment).stream().findFirst();
  }

  /**
   * The same dossiers as of another moment, in the same order, without those not received by then.
   */
  public List<DossierFigures> asOf(List<DossierFigures> others, Instant moment) {
    return figures(
        others.stream()
            .filter(other -> !other.receivedAt().isAfter(moment))
            .map(o -> new Base(o.code(), o.procedure(), o.seat(), o.receivedAt()))
            .toList(),
        moment);
  }

  /** The counted facts of those dossiers, in their order. */
  public List<DossierFigures> figures(List<Base> page, Instant moment) {
    if (page.isEmpty()) {
      return List.of();
    }
    List<DossierCode> codes = page.stream().map(Base::code).toList();
    Map<DossierCode, PastClock> past = clocks.at(codes, moment);
    Map<DossierCode, Happened> events = store.events(codes, moment);
    Map<DossierCode, DossierFigures.Letter> letters = store.letters(codes, moment);
    List<DossierFigures> figures = new ArrayList<>();
    for (Base base : page) {
      PastClock clock = past.get(base.code());
      if (clock == null) {
        throw new IllegalStateException("a dossier without a clock: " + base.code());
      }
      Happened happened = events.getOrDefault(base.code(), new Happened());
      figures.add(
          new DossierFigures(
              base.code(),
              base.procedure(),
              moment,
              base.seat(),
              base.receivedAt(),
              clock,
              happened.ending,
              happened.returnedAt,
              List.copyOf(happened.supplements),
              letters.get(base.code()),
              zone));
    }
    return figures;
  }
}
