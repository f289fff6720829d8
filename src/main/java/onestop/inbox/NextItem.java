package onestop.inbox;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import onestop.dossiers.Dossiers;
import onestop.dossiers.steps.FirstFree;
import onestop.inbox.InboxPages.Page;
import onestop.inbox.InboxPages.Place;
import onestop.inbox.InboxQuery.Choice;
import onestop.inbox.InboxQuery.Reader;
import onestop.inbox.InboxQuery.Sort;
import onestop.inbox.InboxQuery.Tab;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Gives an officer the free item of the officer's desks with the least working time left. Items of
 * dossiers that have their result come after all others, since no time can be lost on them.
 *
 * <p>No two officers get the same item: an item is claimed under the lock of its dossier, and a
 * dossier that another transaction has locked is passed over.
 */
@Service
public class NextItem {
  private static final int PORTION = 10;
  private static final int ROUNDS = 5;

  private final Inbox inbox;
  private final InboxPages pages;
  private final Dossiers dossiers;

  NextItem(Inbox inbox, InboxPages pages, Dossiers dossiers) {
    this.inbox = inbox;
    this.pages = pages;
    this.dossiers = dossiers;
  }

  /**
   * Claims the most urgent free item; empty if no item is free.
   *
   * @throws Failure {@code inbox/all-locked} if the free items stay locked by others
   */
  public Optional<InboxItem> claim(Reader reader, Actor.Officer officer) {
    for (int round = 0; round < ROUNDS; round++) {
      FirstFree first = dossiers.claimFirst(() -> candidates(reader), officer);
      FirstFree.Candidate claimed = first.claimed();
      FirstFree.Candidate locked = first.locked();
      if (claimed != null) {
        return inbox.find(claimed.workItemId());
      }
      if (locked == null) {
        return Optional.empty();
      }
      try {
        dossiers.claim(locked.workItemId(), officer); // waits for the lock
        return inbox.find(locked.workItemId());
      } catch (Failure taken) {
        if (taken.kind() != Failure.Kind.CONFLICT && taken.kind() != Failure.Kind.NOT_FOUND) {
          throw taken;
        }
      }
    }
    throw Failure.of(Failure.Kind.BUSY, "inbox", "all-locked");
  }

  /** The free items, read as far as they are wanted: open dossiers, then those with a result. */
  private Stream<FirstFree.Candidate> candidates(Reader reader) {
    return Stream.of(false, true)
        .flatMap(closed -> free(reader).filter(item -> (item.times().closedAt() != null) == closed))
        .map(item -> new FirstFree.Candidate(item.workItemId(), item.dossier()));
  }

  private Stream<InboxItem> free(Reader reader) {
    InboxQuery free = new InboxQuery(reader, Choice.all(Tab.UNASSIGNED), Sort.URGENT);
    return Stream.iterate(
            pages.page(free, null, PORTION), Objects::nonNull, page -> after(free, page))
        .flatMap(page -> page.items().stream());
  }

  private @Nullable Page after(InboxQuery query, Page page) {
    if (!page.more().after()) {
      return null;
    }
    InboxItem last = page.items().get(page.items().size() - 1);
    return pages.page(
        query,
        new Place(InboxPages.sortedBy(last, query.sort()), last.workItemId(), Place.Side.AFTER),
        PORTION);
  }
}
