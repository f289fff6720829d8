package onestop.engine;

import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * How an officer ends a work item.
 *
 * @param outcome one of the item's {@linkplain WorkItem#outcomes() outcomes}; the model branches on
 *     it
 * @param payload handed to the announcement that follows in the same transaction; never stored
 */
public record Completion(OfficerId officer, String outcome, @Nullable Object payload) {}
