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

/** One command on its way through the gateway, and its outcome. For the one thread that has it. */
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

  /** The dossier it is about; none if it is about a new one, or a work item that is gone. */
  Optional<DossierCode> dossier() {
    return Optional.ofNullable(dossier);
  }

  /** Notes whose work item it is about. */
  void isAbout(@Nullable DossierCode code) {
    dossier = code;
  }

  /** What it shares with other commands: those of one dossier or one item keep their order. */
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
    }
    return Keys.ordered("item:" + ((Target.HolderOf) target).workItemId());
  }

  /** Whether the process of its dossier stands still. */
  boolean leavesProcessAlone() {
    return target() instanceof Target.HolderOf || target() instanceof Target.RecordOf;
  }

  /** Does the work; what it gives is no outcome before the commit. */
  void work() {
    provisional = new Outcome<>(command.work().get(), null);
  }

  /** The transaction of its work has committed. */
  void committed() {
    outcome = Objects.requireNonNull(provisional);
  }

  /** Nothing was done, for this reason. */
  void failed(RuntimeException why) {
    outcome = new Outcome<>(null, why);
  }

  /** What it gave; only after it was settled. */
  Outcome<T> outcome() {
    return Objects.requireNonNull(outcome);
  }
}
