package onestop.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.Cause;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.reports.LedgerBrowser.Delay;
import onestop.reports.LedgerBrowser.Filter;
import onestop.reports.LedgerBrowser.Outcome;
import onestop.reports.LedgerBrowser.RecordedLetter;
import onestop.reports.LedgerBrowser.Sort;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ledger's browser finds by every filter, and turns pages without losing or repeating. */
@Tag("world")
class LedgerBrowserTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void findsByEveryFilterAndTurnsPagesByKey(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      LedgerBrowser browser = world.get(LedgerBrowser.class);
      List<DossierCode> late = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        late.add(city.receive("1.004873").code());
      }
      world.advanceTo("2026-03-20T10:00");
      DossierCode inTime = city.receive("1.004873").code();
      world.advanceTo("2026-03-24T16:00");
      long waiting = world.get(Apologies.class).of(inTime).size();
      city.resolve(late.get(0));

      assertThat(browser.page(filter(null, null, null, Sort.OPENED), null, 100))
          .hasSize(5 + (int) waiting);
      for (Sort sort : Sort.values()) {
        List<Long> whole =
            browser.page(filter(null, null, null, sort), null, 100).stream()
                .map(RecordedLetter::id)
                .toList();
        List<Long> turned = new ArrayList<>();
        String after = null;
        List<RecordedLetter> page;
        do {
          page = browser.page(filter(null, null, null, sort), after, 2);
          page.forEach(row -> turned.add(row.id()));
          after = page.isEmpty() ? null : page.get(page.size() - 1).key(sort);
        } while (page.size() == 2);
        assertThat(turned).as(sort.name()).isEqualTo(whole).doesNotHaveDuplicates();
      }
      assertThat(count(browser, filter(City.WARD, null, null, Sort.OPENED))).isEqualTo(5 + waiting);
      assertThat(count(browser, filter(City.POLICE, null, null, Sort.OPENED))).isZero();
      long sum = 0;
      for (Outcome outcome : Outcome.values()) {
        sum += count(browser, filter(null, null, outcome, Sort.OPENED));
      }
      assertThat(sum).isEqualTo(5 + waiting);
      long delays = 0;
      for (Delay delay : Delay.values()) {
        delays += count(browser, filter(null, delay, null, Sort.OPENED));
      }
      assertThat(delays).isEqualTo(5 + waiting);
      assertThat(count(browser, filter(null, Delay.OVER_5_DAYS, null, Sort.LIMIT))).isEqualTo(5);
      assertThat(count(browser, filter(null, null, Outcome.IN_TIME, Sort.DUE))).isEqualTo(5);
      assertThatThrownBy(() -> browser.page(filter(null, null, null, Sort.OPENED), "rubbish~1", 10))
          .isInstanceOf(Failure.class);
    }
  }

  private static long count(LedgerBrowser browser, Filter filter) {
    long[] count = {0};
    browser.each(filter, row -> count[0]++);
    return count[0];
  }

  private static Filter filter(
      @Nullable AgencyCode agency, @Nullable Delay delay, @Nullable Outcome outcome, Sort sort) {
    return new Filter(
        null,
        null,
        agency == null ? java.util.Set.of() : java.util.Set.of(agency),
        null,
        Cause.LATENESS,
        delay,
        outcome,
        sort);
  }
}
