"""A badge in the wallet of a telephone: as a pass of Apple's, and as a link that saves it in Google's."""
