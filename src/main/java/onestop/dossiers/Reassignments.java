package onestop.dossiers;

import java.util.List;
import java.util.function.Consumer;
import onestop.dossiers.steps.AssignmentOrder;
import onestop.dossiers.steps.Reassigning;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.Actor;
import org.springframework.stereotype.Service;

/** Work items given to officers by heads of units. */
@Service
public class Reassignments {
  private final Reassigning desk;
  private final CommandGateway gateway;

  Reassignments(Reassigning desk, CommandGateway gateway) {
    this.desk = desk;
    this.gateway = gateway;
  }

  /**
   * Carries out orders, each by itself; the outcomes are in the order of the orders. The failures
   * are those of {@link Reassigning#assign}.
   */
  public List<Outcome<Boolean>> assign(List<AssignmentOrder> orders, Actor.Officer by) {
    return gateway.runAll(
        orders.stream()
            .map(
                order ->
                    new Command<>(
                        new Target.HolderOf(order.workItemId()),
                        () -> {
                          desk.assign(order, by);
                          return Boolean.TRUE;
                        }))
            .toList());
  }

  /**
   * Moves items between absent officers and their substitutes, each by itself; the outcomes, as of
   * {@link Reassigning#handOver}, are in the order given.
   *
   * @param moved runs in the transaction of each item that moved
   */
  public List<Outcome<Boolean>> handOver(
      List<Reassigning.HandOver> orders, Actor by, Consumer<Reassigning.HandOver> moved) {
    return gateway.runAll(
        orders.stream()
            .map(
                order ->
                    new Command<>(
                        new Target.HolderOf(order.workItemId()),
                        () -> {
                          boolean done = desk.handOver(order, by);
                          if (done) {
                            moved.accept(order);
                          }
                          return done;
                        }))
            .toList());
  }
}
