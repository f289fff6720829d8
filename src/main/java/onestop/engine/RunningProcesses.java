package onestop.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/** What the engine stores of a dossier's processes, for a person to read. */
public interface RunningProcesses {
  /** The stored processes of a dossier; empty if none runs. */
  Optional<Stored> of(DossierCode dossier);

  /**
   * The row of a dossier.
   *
   * @param revision how many times the row has been written
   * @param bytes its size
   */
  record Stored(long revision, int bytes, List<Running> processes) {}

  /**
   * One process.
   *
   * @param at the elements of the model where it stands
   * @param messages the names of the messages that it waits for
   */
  record Running(
      String model,
      int version,
      String id,
      boolean suspended,
      List<String> at,
      List<Item> items,
      List<Clock> timers,
      List<String> messages) {}

  /** A waiting work item. */
  record Item(String id, String step, String name, @Nullable OfficerId holder, Instant since) {}

  /** A waiting timer. */
  record Clock(String id, String element, Instant dueAt, int triesLeft) {}
}
