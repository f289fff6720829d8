package onestop.dossiers.steps;

import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * The order of a head of unit that an officer gets a work item, or that the unit gets it back.
 *
 * @param seen the officer who held the item when the order was given; null if it was free
 * @param to the officer who gets it; null if nobody shall hold it
 * @param reason required for an item that another officer holds
 */
public record AssignmentOrder(
    String workItemId, @Nullable OfficerId seen, @Nullable OfficerId to, String reason) {}
