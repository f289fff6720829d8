package onestop.engine.commands;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onestop.batch.Keys;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * One command on its way through the gateway, and its outcome. Confined to one thread at a time.
 */
final class Call<T> {
  private final Command<T> command;
  private @Nullable DossierCode dossier;
  private @Nullable Outcome<T> provisional;
  private @Nullable Outcome<T> outcome;

  Call(Command<T> command) {
    this.command = command;
    this.dossier = command.target().dossier().orElse(null);
  }

  Target target() {
    return command.target();
  }

  /** The dossier of the command; empty for a new dossier, or for a work item that is gone. */
  Optional<DossierCode> dossier() {
    return Optional.ofNullable(dossier);
  }

  /** Sets the dossier of the command's work item. */
  void isAbout(@Nullable DossierCode code) {
    dossier = code;
  }

  /** The keys shared with other commands: commands on one dossier or one item keep their order. */
  Keys keys() {
    Target target = target();
    if (target instanceof Target.New made) {
      return new Keys(this, Set.of(made.series()));
    } else if (target instanceof Target.OfDossier of) {
      return new Keys(of.code(), of.series());
    } else if (target instanceof Target.RecordOf of) {
      return Keys.ordered(of.code());
    } else if (target instanceof Target.OfWorkItem of) {
      return Keys.ordered("item:" + of.workItemId());
    } else if (target instanceof Target.Chosen of) {
      return Keys.ordered("chosen:" + of.chooser());
    }
    return Keys.ordered("item:" + ((Target.HolderOf) target).workItemId());
  }

  /** Whether the command leaves the process of its dossier unchanged. */
  boolean leavesProcessAlone() {
    return target() instanceof Target.HolderOf
        || target() instanceof Target.RecordOf
        || target() instanceof Target.Chosen;
  }

  /** Runs the work; its result becomes the outcome only at the commit. */
  void work() {
    provisional = new Outcome<>(command.work().get(), null);
  }

  /** Makes the result the outcome: the transaction has committed. */
  void committed() {
    outcome = Objects.requireNonNull(provisional);
  }

  /** Makes the failure the outcome: the command was not done. */
  void failed(RuntimeException why) {
    outcome = new Outcome<>(null, why);
  }

  /** The outcome; to be called only after the command was settled. */
  Outcome<T> outcome() {
    return Objects.requireNonNull(outcome);
  }
}
