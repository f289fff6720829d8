package onestop.web.page;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import onestop.agencies.Role;
import onestop.desk.reading.ReadingScopes;
import onestop.web.login.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * The menu of every page: what a reader's roles open, and nothing else. {@code MenuTest} compares
 * it with the table of doors.
 */
@Component("menu")
final class Menu {
  /** Every role. */
  private static final Set<Role> ALL = EnumSet.allOf(Role.class);

  private static final Set<Role> OVERSEERS =
      EnumSet.of(Role.AUDITOR, Role.HEAD_OF_AGENCY, Role.ADMINISTRATOR);
  private static final Set<Role> OPERATORS = EnumSet.of(Role.OPERATOR, Role.ADMINISTRATOR);
  private static final Set<Role> DESIGNERS = EnumSet.of(Role.DESIGNER, Role.ADMINISTRATOR);
  private static final Set<Role> HEADS = EnumSet.of(Role.UNIT_HEAD, Role.HEAD_OF_AGENCY);
  private static final Set<Role> PEOPLE = EnumSet.of(Role.HEAD_OF_AGENCY, Role.ADMINISTRATOR);

  /** The line under the head of the page, in its order. */
  static final List<Entry> LINE =
      List.of(
          new Entry("/", "layout.home", "home", "g h", ALL),
          new Entry("/dossiers", "layout.dossiers", "dossiers", "g d", ALL),
          new Entry("/receive", "receive.nav", "receive", "g r", EnumSet.of(Role.DESK_OFFICER)),
          new Entry("/my-work", "layout.work", "work", "g w", ReadingScopes.WORKING),
          new Entry("/board", "board.nav", "board", "g o", HEADS),
          new Entry("/letters", "layout.letters", "letters", "g l", ALL),
          new Entry("/audit", "layout.audit", "audit", "g a", OVERSEERS),
          new Entry(
              "/audit/facts",
              "trait.nav",
              "audit",
              null,
              EnumSet.of(Role.DESK_OFFICER, Role.SPECIALIST, Role.UNIT_HEAD)),
          new Entry("/reports", "reports.nav", "reports", "g b", OVERSEERS),
          new Entry("/operations", "operations.nav", "operations", "g o", OPERATORS),
          new Entry("/deliveries", "layout.deliveries", "deliveries", null, OPERATORS),
          new Entry("/people", "people.nav", "people", null, PEOPLE),
          new Entry("/calendar", "layout.calendar", "calendar", "g c", ALL),
          new Entry("/bench", "bench.nav", "bench", "g m", DESIGNERS),
          new Entry("/procedures", "book.nav", "procedures", "g p", ALL));

  /** What the palette offers besides, in its order. */
  static final List<Entry> MORE =
      List.of(
          new Entry("/mentions", "mentions.title", "", null, readers()),
          new Entry("/opinions", "opinions.title", "", null, ReadingScopes.WORKING),
          new Entry("/letters/returned", "returned.title", "", null, ReadingScopes.WORKING),
          new Entry("/agencies", "agencies.title", "", null, PEOPLE),
          new Entry("/audit/ledger", "browser.title", "", null, OVERSEERS),
          new Entry("/account/password", "account.password.title", "", null, ALL),
          new Entry("/guides", "guides.title", "", null, ALL));

  /** Whether the reader is logged in. */
  public boolean inside(@Nullable Authentication login) {
    return SignedIn.of(login).isPresent();
  }

  /** The entries of the line that a login opens; none for a reader who is not logged in. */
  public List<Entry> line(@Nullable Authentication login) {
    return open(LINE, login);
  }

  /** As {@link #line}, of the palette. */
  public List<Entry> more(@Nullable Authentication login) {
    return open(MORE, login);
  }

  private static List<Entry> open(List<Entry> entries, @Nullable Authentication login) {
    return SignedIn.of(login)
        .map(SignedIn::roles)
        .map(roles -> entries.stream().filter(entry -> entry.opens(roles)).toList())
        .orElse(List.of());
  }

  private static Set<Role> readers() {
    Set<Role> readers = EnumSet.copyOf(ReadingScopes.WORKING);
    readers.add(Role.AUDITOR);
    return readers;
  }

  /**
   * A link of the menu.
   *
   * @param href the path, without parameters
   * @param text the key of its text
   * @param active the word with which a page says that it is this one; empty if none does
   * @param keys the keys that lead to it, or null
   * @param roles the roles that open it
   */
  public record Entry(
      String href, String text, String active, @Nullable String keys, Set<Role> roles) {

    boolean opens(Set<Role> held) {
      return !Collections.disjoint(roles, held) && !doubled(held);
    }

    /** The page of facts is part of the audit, which an overseer has in the menu already. */
    private boolean doubled(Set<Role> held) {
      return href.equals("/audit/facts") && !Collections.disjoint(OVERSEERS, held);
    }
  }
}
