package onestop.dossiers.steps;

import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * The order of a head of unit that an officer gets a work item.
 *
 * @param seen the officer who held the item when the order was given; null if it was free
 * @param to the officer who gets it
 * @param reason required for an item that another officer holds
 */
public record AssignmentOrder(
    String workItemId, @Nullable OfficerId seen, OfficerId to, String reason) {}
