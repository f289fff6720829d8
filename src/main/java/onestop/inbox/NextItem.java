package onestop.inbox;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import onestop.dossiers.Dossiers;
import onestop.dossiers.steps.FirstFree;
import onestop.inbox.InboxQuery.Reader;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Gives an officer the free item of the officer's desks that saves most: the one with the least
 * time to spare among those that can still end in time, by {@link onestop.forecast.Chance}. Items
 * that cannot come after them, and those of dossiers that have their result after all others.
 *
 * <p>No two officers get the same item: an item is claimed under the lock of its dossier, and a
 * dossier that another transaction has locked is passed over.
 */
@Service
public class NextItem {
  private static final int ROUNDS = 5;

  private final Inbox inbox;
  private final FreeItems free;
  private final Chances chances;
  private final Dossiers dossiers;
  private final ClaimKeys keys;

  NextItem(Inbox inbox, FreeItems free, Chances chances, Dossiers dossiers, ClaimKeys keys) {
    this.inbox = inbox;
    this.free = free;
    this.chances = chances;
    this.dossiers = dossiers;
    this.keys = keys;
  }

  /** The item that was given, and why this one. */
  public record Given(InboxItem item, Chances.Outlook outlook) {}

  /**
   * Claims the first free item; empty if no item is free.
   *
   * @param key the officer's own name for this request: repeated, even at the same time or on
   *     another node, it is answered with the same item; null for a request that is never repeated
   * @throws Failure {@code inbox/all-locked} if the free items stay locked by others; {@code
   *     inbox/next-ended} if the item given under the key no longer waits; {@code inbox/key-long}
   */
  public Optional<Given> claim(Reader reader, Actor.Officer officer, @Nullable String key) {
    return item(reader, officer, key).map(item -> new Given(item, chances.of(item, reader.now())));
  }

  private Optional<InboxItem> item(Reader reader, Actor.Officer officer, @Nullable String key) {
    String tidy = ClaimKeys.tidy(key);
    if (tidy == null) {
      return first(reader, officer, null);
    }
    Optional<InboxItem> given = given(officer, tidy);
    if (given.isPresent()) {
      return given;
    }
    try {
      Optional<InboxItem> first = first(reader, officer, tidy);
      return first.isPresent() ? first : given(officer, tidy);
    } catch (DuplicateKeyException twin) {
      // the same request, at the same time on another node: its claim stands, this one is undone
      return given(officer, tidy);
    }
  }

  private Optional<InboxItem> given(Actor.Officer officer, String key) {
    return keys.of(officer.id(), key)
        .map(id -> inbox.find(id).orElseThrow(() -> Failure.conflict("inbox", "next-ended")));
  }

  private Optional<InboxItem> first(Reader reader, Actor.Officer officer, @Nullable String key) {
    Consumer<String> noted = keeping(officer, key);
    for (int round = 0; round < ROUNDS; round++) {
      FirstFree first =
          dossiers.claimFirst(
              () ->
                  key != null && keys.of(officer.id(), key).isPresent()
                      ? Stream.empty() // the same request, just before this one
                      : free.inOrder(reader),
              officer,
              noted);
      FirstFree.Candidate claimed = first.claimed();
      FirstFree.Candidate locked = first.locked();
      if (claimed != null) {
        return inbox.find(claimed.workItemId());
      }
      if (locked == null) {
        return Optional.empty();
      }
      String waited = locked.workItemId();
      try {
        dossiers.claim(waited, officer, () -> noted.accept(waited)); // waits for the lock
        return inbox.find(waited);
      } catch (Failure taken) {
        if (taken.kind() != Failure.Kind.CONFLICT && taken.kind() != Failure.Kind.NOT_FOUND) {
          throw taken;
        }
      }
    }
    throw Failure.of(Failure.Kind.BUSY, "inbox", "all-locked");
  }

  private Consumer<String> keeping(Actor.Officer officer, @Nullable String key) {
    if (key == null) {
      return item -> {};
    }
    String kept = key;
    return item -> keys.keep(officer.id(), kept, item);
  }
}
