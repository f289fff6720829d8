package onestop.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.web.DoorTable;
import onestop.web.DoorTable.Door;
import onestop.web.DoorTable.Whose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class MenuTest {

  @Test
  void offersEachRoleWhatItsDoorsOpenAndNothingElse() {
    List<Door> doors = DoorTable.read();
    Set<String> differences = new TreeSet<>();
    for (Menu.Entry entry : Stream.concat(Menu.LINE.stream(), Menu.MORE.stream()).toList()) {
      Door door =
          doors.stream()
              .filter(row -> row.mapping().equals("GET " + entry.href()))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no door for " + entry.href()));
      for (Role role : Role.values()) {
        boolean opens = "P+?*".indexOf(door.cell(role, Whose.OWN)) >= 0;
        if (opens != entry.opens(EnumSet.of(role))) {
          differences.add(entry.href() + " " + role + (opens ? " is missing" : " is refused"));
        }
      }
    }
    assertThat(differences)
        .containsExactly(
            // part of the audit, which the line has for these roles already
            "/audit/facts ADMINISTRATOR is missing",
            "/audit/facts AUDITOR is missing",
            "/audit/facts HEAD_OF_AGENCY is missing");
  }

  @Test
  void offersNothingToWhoIsNotLoggedIn() {
    Menu menu = new Menu();
    assertThat(menu.inside(null)).isFalse();
    assertThat(menu.line(null)).isEmpty();
    assertThat(menu.more(null)).isEmpty();
  }
}
