namespace FashionNotebooks.Web.Uploads;

/// <summary>One picture of a request.</summary>
/// <param name="Name">What the sender calls it, to be shown beside the answer and for nothing else; null where it has no name.</param>
/// <param name="File">The bytes of the file.</param>
internal sealed record Upload(string? Name, byte[] File);
