package onestop.engine;

import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * The way in which an officer completes a work item.
 *
 * @param outcome one of the item's {@linkplain WorkItem#outcomes() outcomes}; the model branches on
 *     it
 * @param payload passed to the announcement that follows in the same transaction; never stored
 */
public record Completion(OfficerId officer, String outcome, @Nullable Object payload) {}
