package onestop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A desk's list is in order of due date, whoever sits at it and however it is cut into pages. */
@Tag("world")
class InboxTest {
  private static final OfficerId ME = City.officer(City.WARD, Role.SPECIALIST).id();

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void listsWhatIsFreeOrMineOfAllRolesMostUrgentFirst(TestDatabase database) {
    try (World world = World.on(database, "2026-02-11T10:00")) {
      City city = City.in(world);
      List<DossierCode> codes = new ArrayList<>();
      for (String procedure : List.of("2.000815", "1.001193", "2.000815", "1.001193", "2.000815")) {
        codes.add(city.receive(procedure).code());
      }
      city.workUntil(codes.get(0), "return_result");
      city.workUntil(codes.get(1), "return_result");
      Inbox inbox = world.get(Inbox.class);
      WorkItem taken = world.get(WorkItems.class).of(codes.get(2)).get(0);
      world.get(Dossiers.class).claim(taken.id(), City.officer(City.WARD, Role.SPECIALIST));

      Set<String> both = Set.of("specialist", "desk_officer");
      InboxFilter desk = InboxFilter.of(City.WARD, both, null);
      for (int size = 1; size <= 5; size++) { // a longer list after a shorter one
        assertThat(inbox.list(desk, 0, size)).hasSize(size);
      }
      List<InboxItem> all = inbox.list(desk, 0, 50);
      assertThat(all)
          .hasSize((int) inbox.count(desk))
          .hasSize(5)
          .isSortedAccordingTo(
              Comparator.comparing(InboxItem::ownDueAt).thenComparing(InboxItem::workItemId));
      assertThat(all).extracting(InboxItem::role).containsAll(both);

      List<InboxItem> pages = new ArrayList<>();
      for (int from = 0; from < 6; from += 2) {
        pages.addAll(inbox.list(desk, from, 2));
      }
      assertThat(pages).isEqualTo(all);

      assertThat(inbox.list(InboxFilter.of(City.WARD, both, ME), 0, 50)).isEqualTo(all);
      InboxFilter others = InboxFilter.of(City.WARD, both, City.desk().id());
      assertThat(inbox.list(others, 0, 50))
          .hasSize((int) inbox.count(others))
          .extracting(InboxItem::workItemId)
          .doesNotContain(taken.id())
          .hasSize(4);
    }
  }
}
