package onestop.desk.people;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import onestop.agencies.Account;
import onestop.agencies.AccountEvent;
import onestop.agencies.Accounts;
import onestop.agencies.Agencies;
import onestop.agencies.OfficerFilter;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The officers in a reader's reach: all of them for an administrator, who may change them; those of
 * the own agency and of agencies below it for its head, or the head's delegate, who may not; nobody
 * for others.
 */
@Service
public final class PeopleDirectory {
  private final Agencies agencies;
  private final Accounts accounts;
  private final Clock clock;

  PeopleDirectory(Agencies agencies, Accounts accounts, Clock clock) {
    this.agencies = agencies;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * What is looked for.
   *
   * @param text as in {@link OfficerFilter}
   * @param agency the one agency of the officers; null for all in reach
   */
  public record Query(String text, @Nullable AgencyCode agency, @Nullable Role role) {}

  /** A part of a list, and the number of all that match. */
  public record Part(long total, List<Account> accounts) {}

  /**
   * An officer's account.
   *
   * @param posts every role in which the officer may act now, delegated ones included
   * @param history every change of rights, the newest first
   */
  public record Profile(Account account, List<Post> posts, List<AccountEvent> history) {}

  /** The reach of a reader now. */
  public PeopleScope scope(Caller reader) {
    if (reader.hasAny(Role.ADMINISTRATOR)) {
      return new PeopleScope(true, Set.of(), true);
    }
    Instant now = clock.instant();
    Set<AgencyCode> reach = new LinkedHashSet<>();
    for (Post post : agencies.posts(reader.id(), now)) {
      if (post.role() == Role.HEAD_OF_AGENCY) {
        reach.addAll(agencies.under(post.agency(), now.atZone(clock.getZone()).toLocalDate()));
      }
    }
    return new PeopleScope(false, reach, false);
  }

  /** Officers in the reader's reach, by given name, at most {@code size} behind {@code offset}. */
  public Part list(Query query, int offset, int size, Caller reader) {
    PeopleScope scope = scope(reader);
    AgencyCode one = query.agency();
    Set<AgencyCode> within = scope.wholeCity() ? null : scope.agencies();
    if (one != null) {
      within = scope.covers(one) ? Set.of(one) : Set.of();
    }
    OfficerFilter filter = new OfficerFilter(query.text(), query.role(), within);
    return new Part(accounts.count(filter), accounts.list(filter, offset, size));
  }

  /**
   * One officer.
   *
   * @throws Failure {@code desk/no-such-officer} if there is none in the reader's reach
   */
  public Profile get(OfficerId id, Caller reader) {
    Account account =
        accounts
            .find(id)
            .filter(found -> scope(reader).covers(found.officer().agency()))
            .orElseThrow(() -> Failure.notFound("desk", "no-such-officer", "id", id.value()));
    List<AccountEvent> history = new ArrayList<>(accounts.history(id));
    Collections.reverse(history);
    return new Profile(
        account, agencies.posts(account.officer().id(), clock.instant()), List.copyOf(history));
  }
}
